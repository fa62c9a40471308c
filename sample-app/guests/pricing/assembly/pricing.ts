// Prices an order: JSON in, JSON out.

import { Invoice, Order, percent, receive, send } from "./order";

export { alloc, dealloc } from "./order";

/** An order's invoice as `pointer << 32 | length`. */
export function price(pointer: usize, length: usize): u64 {
  return send(apply(receive(pointer, length)));
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
