// Orders and invoices as JSON, and what a host needs to hand them over.

import { JsonReader, quote } from "./json";

export class Item {
  sku: string | null = null;
  quantity: f64 = 0;
  unitPrice: f64 = 0;
}

export class Order {
  customer: string | null = null;
  items: Item[] = [];
  coupon: string | null = null;
}

/** Amounts are in cents. */
export class Invoice {
  subtotal: f64 = 0;
  discount: f64 = 0;
  rules: string[] = [];
}

/** A buffer for the host to write an argument to. */
export function alloc(size: usize): usize {
  return heap.alloc(size);
}

/** Takes back what `alloc` or `price` returned. */
export function dealloc(pointer: usize): void {
  if (pointer != 0) {
    heap.free(pointer);
  }
}

/** A share of an amount, in whole cents. */
export function percent(share: f64, amount: f64): f64 {
  return Math.round((amount * share) / 100);
}

/** Reads an order that the host has written to a buffer. */
export function receive(pointer: usize, length: usize): Order {
  const json = new JsonReader(String.UTF8.decodeUnsafe(pointer, length));
  const order = readOrder(json);
  json.end();
  return order;
}

/** An invoice as `pointer << 32 | length`. */
export function send(invoice: Invoice): u64 {
  return result(writeInvoice(invoice));
}

function readOrder(json: JsonReader): Order {
  const order = new Order();
  json.beginObject();
  let name: string | null;
  while ((name = json.nextName()) !== null) {
    if (name == "customer") {
      order.customer = json.readStringOrNull();
    } else if (name == "items") {
      order.items = readItems(json);
    } else if (name == "coupon") {
      order.coupon = json.readStringOrNull();
    } else {
      json.skipValue();
    }
  }
  return order;
}

function readItems(json: JsonReader): Item[] {
  const items: Item[] = [];
  if (json.readNull()) {
    return items;
  }
  json.beginArray();
  while (json.nextElement()) {
    items.push(readItem(json));
  }
  return items;
}

function readItem(json: JsonReader): Item {
  const item = new Item();
  json.beginObject();
  let name: string | null;
  while ((name = json.nextName()) !== null) {
    if (name == "sku") {
      item.sku = json.readStringOrNull();
    } else if (name == "quantity") {
      item.quantity = json.readNumber();
    } else if (name == "unitPrice") {
      item.unitPrice = json.readNumber();
    } else {
      json.skipValue();
    }
  }
  return item;
}

function writeInvoice(invoice: Invoice): string {
  const discount = Math.min(invoice.discount, Math.max(invoice.subtotal, 0));
  const total = Math.max(invoice.subtotal - discount, 0);
  const rules = invoice.rules.map<string>((rule) => quote(rule)).join(",");
  return (
    `{"subtotal":${invoice.subtotal / 100},"discount":${discount / 100},` +
    `"total":${total / 100},"rules":[${rules}]}`
  );
}

/** Hands a text over to the host as UTF-8. */
function result(text: string): u64 {
  const length = String.UTF8.byteLength(text);
  const pointer = heap.alloc(length);
  String.UTF8.encodeUnsafe(
    changetype<usize>(text),
    text.length,
    pointer,
    false,
    String.UTF8.ErrorMode.REPLACE,
  );
  return ((pointer as u64) << 32) | (length as u64);
}
