// Reads a text from standard input, and writes what is in it as JSON.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"os"
)

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err != nil || len(text) == 0 {
		log.Fatal("there is no text")
	}
	json.NewEncoder(os.Stdout).Encode(map[string]int{
		"lines": bytes.Count(text, []byte("\n")),
		"words": len(bytes.Fields(text)),
		"bytes": len(text),
	})
}
