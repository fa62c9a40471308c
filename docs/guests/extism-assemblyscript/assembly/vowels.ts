// A plugin for Extism, with its library for AssemblyScript.

import { Host } from "@extism/as-pdk";

/** The input is a text, the output a document such as {"count": 3}. */
export function count_vowels(): i32 {
  const text = Host.inputString();
  if (text.length == 0) {
    throw new Error("there is no text");
  }
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    if ("aeiouAEIOU".includes(text.charAt(i))) {
      count++;
    }
  }
  Host.outputString(`{"count": ${count}}`);
  return 0;
}
