package example

default allow := false

allow if input.method == "GET"

allow if input.user == "ada"
