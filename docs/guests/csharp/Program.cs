// Reads a text from standard input, and writes what is in it as JSON.

using System.Text.Json;

var text = Console.In.ReadToEnd();
if (text.Length == 0)
{
    Console.Error.WriteLine("there is no text");
    return 1;
}
Console.Write(JsonSerializer.Serialize(new Dictionary<string, int>
{
    ["lines"] = text.Split('\n').Length - 1,
    ["words"] = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
    ["bytes"] = System.Text.Encoding.UTF8.GetByteCount(text),
}));
return 0;
