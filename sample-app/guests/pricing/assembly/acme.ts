// Prices an order of the tenant Acme, who has a contract of its own.

import { Invoice, Order, percent, receive, send } from "./order";

export { alloc, dealloc } from "./order";

/** An order's invoice as `pointer << 32 | length`. */
export function price(pointer: usize, length: usize): u64 {
  return send(apply(receive(pointer, length)));
}

function apply(order: Order): Invoice {
  const invoice = new Invoice();
  let pieces: f64 = 0;
  for (let i = 0; i < order.items.length; i++) {
    const item = order.items[i];
    pieces += item.quantity;
    invoice.subtotal += Math.round(item.quantity * item.unitPrice * 100);
  }
  assert(isFinite(invoice.subtotal));
  const share = pieces >= 10 ? 30 : 25;
  invoice.discount = percent(share, invoice.subtotal);
  invoice.rules.push(`contract of Acme, ${pieces as i64} pieces: ${share}%`);
  return invoice;
}
