// Prices an order: JSON in, JSON out.

import { JsonReader, quote } from "./json";

class Item {
  sku: string | null = null;
  quantity: f64 = 0;
  unitPrice: f64 = 0;
}

class Order {
  customer: string | null = null;
  items: Item[] = [];
  coupon: string | null = null;
}

/** Amounts are in cents. */
class Invoice {
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

/** An order's invoice as `pointer << 32 | length`. */
export function price(pointer: usize, length: usize): u64 {
  const json = new JsonReader(String.UTF8.decodeUnsafe(pointer, length));
  const order = readOrder(json);
  json.end();
  return result(writeInvoice(apply(order)));
}

function apply(order: Order): Invoice {
  const invoice = new Invoice();
  for (let i = 0; i < order.items.length; i++) {
    const item = order.items[i];
    const amount = Math.round(item.quantity * item.unitPrice * 100);
    invoice.subtotal += amount;
    if (item.quantity >= 10) {
      invoice.discount += percent(2, amount);
      invoice.rules.push(`10 or more of ${item.sku}: 2%`);
    }
  }
  assert(isFinite(invoice.subtotal));
  if (order.customer == "gold") {
    invoice.discount += percent(10, invoice.subtotal);
    invoice.rules.push("gold customer: 10%");
  } else if (order.customer == "silver") {
    invoice.discount += percent(5, invoice.subtotal);
    invoice.rules.push("silver customer: 5%");
  }
  if (order.coupon == "TEN" && invoice.subtotal >= 5000) {
    invoice.discount += 1000;
    invoice.rules.push("coupon TEN: 10 off");
  }
  return invoice;
}

/** A share of an amount, in whole cents. */
function percent(share: f64, amount: f64): f64 {
  return Math.round((amount * share) / 100);
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
