//! Greets somebody. Needs no library but Zig's own.

const std = @import("std");

const allocator = std.heap.wasm_allocator;

/// A buffer of the given size, of at least one byte.
export fn alloc(size: usize) [*]u8 {
    return (allocator.alloc(u8, @max(size, 1)) catch @trap()).ptr;
}

/// Takes back what `alloc` or `greet` returned.
export fn dealloc(pointer: [*]u8, size: usize) void {
    allocator.free(pointer[0..@max(size, 1)]);
}

/// "Hello, <name>!" as `pointer << 32 | length`.
export fn greet(name: [*]const u8, length: usize) u64 {
    const greeting = std.fmt.allocPrint(allocator, "Hello, {s}!", .{name[0..length]}) catch @trap();
    return handOver(greeting);
}

/// Gives a text to the host, which passes it to `dealloc` once it has a copy.
fn handOver(text: []const u8) u64 {
    return @as(u64, @intFromPtr(text.ptr)) << 32 | text.len;
}
