// Reads a text from standard input, and writes what is in it as JSON.

const text = readText();
if (text === "") {
    throw new Error("there is no text");
}
const lines = text.split("\n").length - 1;
const words = (text.match(/\S+/g) ?? []).length;
const bytes = encodeURIComponent(text).replace(/%../g, "x").length;
print(JSON.stringify({ lines, words, bytes }));
