// A small reader and writer for JSON (RFC 8259). Malformed input is a trap.

const QUOTE: i32 = 0x22;
const COMMA: i32 = 0x2c;
const MINUS: i32 = 0x2d;
const DOT: i32 = 0x2e;
const COLON: i32 = 0x3a;
const BACKSLASH: i32 = 0x5c;
const OPEN_ARRAY: i32 = 0x5b;
const CLOSE_ARRAY: i32 = 0x5d;
const OPEN_OBJECT: i32 = 0x7b;
const CLOSE_OBJECT: i32 = 0x7d;

/** Reads values in the order in which they appear. */
export class JsonReader {
  private position: i32 = 0;
  private first: bool = false;

  constructor(private text: string) {}

  /** Enters an object: call `nextName()` until it returns null. */
  beginObject(): void {
    this.expect(OPEN_OBJECT);
    this.first = true;
  }

  /** The name of the object's next member, or null at its end. */
  nextName(): string | null {
    if (!this.next(CLOSE_OBJECT)) {
      return null;
    }
    const name = this.readString();
    this.expect(COLON);
    return name;
  }

  /** Enters an array: call `nextElement()` until it returns false. */
  beginArray(): void {
    this.expect(OPEN_ARRAY);
    this.first = true;
  }

  /** Whether the array has another element. */
  nextElement(): bool {
    return this.next(CLOSE_ARRAY);
  }

  readString(): string {
    this.expect(QUOTE);
    let value = "";
    let start = this.position;
    while (true) {
      const code = this.take();
      assert(code >= 0x20);
      if (code == QUOTE) {
        return value + this.text.substring(start, this.position - 1);
      }
      if (code == BACKSLASH) {
        value += this.text.substring(start, this.position - 1) + this.escaped();
        start = this.position;
      }
    }
  }

  readStringOrNull(): string | null {
    return this.readNull() ? null : this.readString();
  }

  readNumber(): f64 {
    this.skipSpace();
    const start = this.position;
    this.optional(MINUS);
    if (!this.optional(0x30)) {
      this.digits();
    }
    if (this.optional(DOT)) {
      this.digits();
    }
    if ((this.current() | 0x20) == 0x65) {
      this.position++;
      if (!this.optional(MINUS)) {
        this.optional(0x2b);
      }
      this.digits();
    }
    return parseFloat(this.text.substring(start, this.position));
  }

  /** Whether the next value is null, which is then read. */
  readNull(): bool {
    this.skipSpace();
    return this.optionalWord("null");
  }

  /** Reads any value and forgets it. */
  skipValue(): void {
    this.skipSpace();
    const code = this.current();
    if (code == OPEN_OBJECT) {
      this.beginObject();
      while (this.nextName() !== null) {
        this.skipValue();
      }
    } else if (code == OPEN_ARRAY) {
      this.beginArray();
      while (this.nextElement()) {
        this.skipValue();
      }
    } else if (code == QUOTE) {
      this.readString();
    } else if (!this.optionalWord("true") && !this.optionalWord("false") && !this.readNull()) {
      this.readNumber();
    }
  }

  /** Checks that nothing is left. */
  end(): void {
    this.skipSpace();
    assert(this.position == this.text.length);
  }

  private next(close: i32): bool {
    this.skipSpace();
    const more = !this.optional(close);
    if (more && !this.first) {
      this.expect(COMMA);
    }
    this.first = false;
    return more;
  }

  private escaped(): string {
    const code = this.take();
    switch (code) {
      case QUOTE:
      case BACKSLASH:
      case 0x2f:
        return String.fromCharCode(code);
      case 0x62:
        return "\b";
      case 0x66:
        return "\f";
      case 0x6e:
        return "\n";
      case 0x72:
        return "\r";
      case 0x74:
        return "\t";
    }
    assert(code == 0x75);
    let unit = 0;
    for (let i = 0; i < 4; i++) {
      unit = (unit << 4) | hexDigit(this.take());
    }
    return String.fromCharCode(unit);
  }

  private digits(): void {
    assert(isDigit(this.current()));
    while (isDigit(this.current())) {
      this.position++;
    }
  }

  private expect(code: i32): void {
    this.skipSpace();
    assert(this.take() == code);
  }

  private optional(code: i32): bool {
    const found = this.current() == code;
    if (found) {
      this.position++;
    }
    return found;
  }

  private optionalWord(word: string): bool {
    const found = this.text.startsWith(word, this.position);
    if (found) {
      this.position += word.length;
    }
    return found;
  }

  private skipSpace(): void {
    while (isSpace(this.current())) {
      this.position++;
    }
  }

  private take(): i32 {
    assert(this.position < this.text.length);
    return this.text.charCodeAt(this.position++);
  }

  /** The code unit at the position, or -1 at the end. */
  private current(): i32 {
    return this.position < this.text.length ? this.text.charCodeAt(this.position) : -1;
  }
}

/** A text as a JSON string. */
export function quote(text: string): string {
  let quoted = '"';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code == QUOTE || code == BACKSLASH) {
      quoted += text.substring(start, i) + "\\";
      start = i;
    } else if (code < 0x20) {
      quoted += text.substring(start, i) + "\\u" + code.toString(16).padStart(4, "0");
      start = i + 1;
    }
  }
  return quoted + text.substring(start) + '"';
}

function isSpace(code: i32): bool {
  return code == 0x20 || code == 0x0a || code == 0x0d || code == 0x09;
}

function isDigit(code: i32): bool {
  return code >= 0x30 && code <= 0x39;
}

function hexDigit(code: i32): i32 {
  if (isDigit(code)) {
    return code - 0x30;
  }
  const letter = code | 0x20;
  assert(letter >= 0x61 && letter <= 0x66);
  return letter - 0x61 + 10;
}
