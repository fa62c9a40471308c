/*
 * Runs a program for n turns of its loop: registers, a stack, a memory, and a switch with
 * a case for each of more than 200 instructions, as interpreters of languages have.
 */

#include "kernel.h"

enum { MEMORY = 4096, REGISTERS = 16, STACK = 64 };

struct instruction {
	uint8_t operation, to, left, right;
	uint32_t constant;
};

enum operation {
	ADD, ADD_CONSTANT, ADD_MEMORY, ADD_TOP, ADD_STORE, SUB, SUB_CONSTANT, SUB_MEMORY, SUB_TOP, SUB_STORE, MUL,
	MUL_CONSTANT, MUL_MEMORY, MUL_TOP, MUL_STORE, AND, AND_CONSTANT, AND_MEMORY, AND_TOP, AND_STORE, OR,
	OR_CONSTANT, OR_MEMORY, OR_TOP, OR_STORE, XOR, XOR_CONSTANT, XOR_MEMORY, XOR_TOP, XOR_STORE, SHL,
	SHL_CONSTANT, SHL_MEMORY, SHL_TOP, SHL_STORE, SHR, SHR_CONSTANT, SHR_MEMORY, SHR_TOP, SHR_STORE, SAR,
	SAR_CONSTANT, SAR_MEMORY, SAR_TOP, SAR_STORE, ROL, ROL_CONSTANT, ROL_MEMORY, ROL_TOP, ROL_STORE, MIN,
	MIN_CONSTANT, MIN_MEMORY, MIN_TOP, MIN_STORE, MAX, MAX_CONSTANT, MAX_MEMORY, MAX_TOP, MAX_STORE, LESS,
	LESS_CONSTANT, LESS_MEMORY, LESS_TOP, LESS_STORE, EQUAL, EQUAL_CONSTANT, EQUAL_MEMORY, EQUAL_TOP,
	EQUAL_STORE, DIV, DIV_CONSTANT, DIV_MEMORY, DIV_TOP, DIV_STORE, REM, REM_CONSTANT, REM_MEMORY, REM_TOP,
	REM_STORE, AVERAGE, AVERAGE_CONSTANT, AVERAGE_MEMORY, AVERAGE_TOP, AVERAGE_STORE, HIGH, HIGH_CONSTANT,
	HIGH_MEMORY, HIGH_TOP, HIGH_STORE, CLEAR, CLEAR_CONSTANT, CLEAR_MEMORY, CLEAR_TOP, CLEAR_STORE, PACK,
	PACK_CONSTANT, PACK_MEMORY, PACK_TOP, PACK_STORE, NOT, NOT_TOP, NOT_MEMORY, NEGATE, NEGATE_TOP,
	NEGATE_MEMORY, COUNT, COUNT_TOP, COUNT_MEMORY, LEADING, LEADING_TOP, LEADING_MEMORY, TRAILING, TRAILING_TOP,
	TRAILING_MEMORY, SWAP, SWAP_TOP, SWAP_MEMORY, BYTE, BYTE_TOP, BYTE_MEMORY, SIGN_BYTE, SIGN_BYTE_TOP,
	SIGN_BYTE_MEMORY, HALF, HALF_TOP, HALF_MEMORY, SIGN_HALF, SIGN_HALF_TOP, SIGN_HALF_MEMORY, IS_ZERO,
	IS_ZERO_TOP, IS_ZERO_MEMORY, SQUARE, SQUARE_TOP, SQUARE_MEMORY, GRAY, GRAY_TOP, GRAY_MEMORY, STEP, STEP_TOP,
	STEP_MEMORY, SKIP_IF_EQUAL, SKIP_UNLESS_EQUAL, SKIP_IF_LESS, SKIP_UNLESS_LESS, SKIP_IF_SIGNED_LESS,
	SKIP_UNLESS_SIGNED_LESS, SKIP_IF_ODD, SKIP_UNLESS_ODD, SKIP_IF_BIT, SKIP_UNLESS_BIT, SKIP_IF_SAME_BYTE,
	SKIP_UNLESS_SAME_BYTE, ADD_DEEP, ADD_INDIRECT, SUB_DEEP, SUB_INDIRECT, MUL_DEEP, MUL_INDIRECT, AND_DEEP,
	AND_INDIRECT, OR_DEEP, OR_INDIRECT, XOR_DEEP, XOR_INDIRECT, SHL_DEEP, SHL_INDIRECT, SHR_DEEP, SHR_INDIRECT,
	SAR_DEEP, SAR_INDIRECT, ROL_DEEP, ROL_INDIRECT, MIN_DEEP, MIN_INDIRECT, MAX_DEEP, MAX_INDIRECT, LESS_DEEP,
	LESS_INDIRECT, EQUAL_DEEP, EQUAL_INDIRECT, DIV_DEEP, DIV_INDIRECT, REM_DEEP, REM_INDIRECT, AVERAGE_DEEP,
	AVERAGE_INDIRECT, HIGH_DEEP, HIGH_INDIRECT, CLEAR_DEEP, CLEAR_INDIRECT, PACK_DEEP, PACK_INDIRECT, MOVE,
	CONSTANT, LOAD, STORE, PUSH, POP, DUPLICATE, EXCHANGE, AGAIN, OPERATIONS
};

enum { LENGTH = 600 };

static struct instruction program[LENGTH];
static uint32_t memory[MEMORY];

/* All but the last instruction of a program are any; skips don't pass the last. */
PART void compile(uint32_t seed)
{
	for (int i = 0; i < LENGTH; i++) {
		uint32_t random = next(&seed);
		program[i] = (struct instruction) { (uint8_t) (random % AGAIN), random >> 8 & 15, random >> 12 & 15,
			random >> 16 & 15, next(&seed) };
	}
	program[LENGTH - 2].operation = MOVE;
	program[LENGTH - 1].operation = AGAIN;
}

KERNEL int64_t run(int32_t n)
{
	uint32_t registers[REGISTERS], stack[STACK];
	uint32_t seed = 25;
	uint32_t top = 0;
	for (int i = 0; i < REGISTERS; i++) {
		registers[i] = next(&seed);
	}
	for (int i = 0; i < STACK; i++) {
		stack[i] = next(&seed);
	}
	for (int i = 0; i < MEMORY; i++) {
		memory[i] = next(&seed);
	}
	compile(seed);
	UNROLL(2)
	for (const struct instruction *at = program;; at++) {
		uint32_t a, b;
		switch (at->operation) {
			case ADD:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a + b;
				break;
			case ADD_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a + b;
				break;
			case ADD_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a + b;
				break;
			case ADD_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a + b;
				break;
			case ADD_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a + b;
				break;
			case SUB:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a - b;
				break;
			case SUB_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a - b;
				break;
			case SUB_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a - b;
				break;
			case SUB_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a - b;
				break;
			case SUB_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a - b;
				break;
			case MUL:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a * b;
				break;
			case MUL_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a * b;
				break;
			case MUL_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a * b;
				break;
			case MUL_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a * b;
				break;
			case MUL_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a * b;
				break;
			case AND:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a & b;
				break;
			case AND_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a & b;
				break;
			case AND_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a & b;
				break;
			case AND_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a & b;
				break;
			case AND_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a & b;
				break;
			case OR:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a | b;
				break;
			case OR_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a | b;
				break;
			case OR_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a | b;
				break;
			case OR_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a | b;
				break;
			case OR_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a | b;
				break;
			case XOR:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a ^ b;
				break;
			case XOR_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a ^ b;
				break;
			case XOR_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a ^ b;
				break;
			case XOR_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a ^ b;
				break;
			case XOR_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a ^ b;
				break;
			case SHL:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a << (b & 31);
				break;
			case SHL_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a << (b & 31);
				break;
			case SHL_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a << (b & 31);
				break;
			case SHL_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a << (b & 31);
				break;
			case SHL_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a << (b & 31);
				break;
			case SHR:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a >> (b & 31);
				break;
			case SHR_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a >> (b & 31);
				break;
			case SHR_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a >> (b & 31);
				break;
			case SHR_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a >> (b & 31);
				break;
			case SHR_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a >> (b & 31);
				break;
			case SAR:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = (uint32_t) ((int32_t) a >> (b & 31));
				break;
			case SAR_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = (uint32_t) ((int32_t) a >> (b & 31));
				break;
			case SAR_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = (uint32_t) ((int32_t) a >> (b & 31));
				break;
			case SAR_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = (uint32_t) ((int32_t) a >> (b & 31));
				break;
			case SAR_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = (uint32_t) ((int32_t) a >> (b & 31));
				break;
			case ROL:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a << (b & 31) | a >> (-b & 31);
				break;
			case ROL_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a << (b & 31) | a >> (-b & 31);
				break;
			case ROL_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a << (b & 31) | a >> (-b & 31);
				break;
			case ROL_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a << (b & 31) | a >> (-b & 31);
				break;
			case ROL_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a << (b & 31) | a >> (-b & 31);
				break;
			case MIN:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a < b ? a : b;
				break;
			case MIN_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a < b ? a : b;
				break;
			case MIN_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a < b ? a : b;
				break;
			case MIN_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a < b ? a : b;
				break;
			case MIN_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a < b ? a : b;
				break;
			case MAX:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a > b ? a : b;
				break;
			case MAX_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a > b ? a : b;
				break;
			case MAX_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a > b ? a : b;
				break;
			case MAX_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a > b ? a : b;
				break;
			case MAX_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a > b ? a : b;
				break;
			case LESS:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a < b;
				break;
			case LESS_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a < b;
				break;
			case LESS_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a < b;
				break;
			case LESS_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a < b;
				break;
			case LESS_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a < b;
				break;
			case EQUAL:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a == b;
				break;
			case EQUAL_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a == b;
				break;
			case EQUAL_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a == b;
				break;
			case EQUAL_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a == b;
				break;
			case EQUAL_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a == b;
				break;
			case DIV:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = b == 0 ? 0 : a / b;
				break;
			case DIV_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = b == 0 ? 0 : a / b;
				break;
			case DIV_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = b == 0 ? 0 : a / b;
				break;
			case DIV_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = b == 0 ? 0 : a / b;
				break;
			case DIV_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = b == 0 ? 0 : a / b;
				break;
			case REM:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = b == 0 ? a : a % b;
				break;
			case REM_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = b == 0 ? a : a % b;
				break;
			case REM_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = b == 0 ? a : a % b;
				break;
			case REM_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = b == 0 ? a : a % b;
				break;
			case REM_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = b == 0 ? a : a % b;
				break;
			case AVERAGE:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = (a & b) + ((a ^ b) >> 1);
				break;
			case AVERAGE_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = (a & b) + ((a ^ b) >> 1);
				break;
			case AVERAGE_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = (a & b) + ((a ^ b) >> 1);
				break;
			case AVERAGE_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = (a & b) + ((a ^ b) >> 1);
				break;
			case AVERAGE_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = (a & b) + ((a ^ b) >> 1);
				break;
			case HIGH:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = (uint32_t) ((uint64_t) a * b >> 32);
				break;
			case HIGH_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = (uint32_t) ((uint64_t) a * b >> 32);
				break;
			case HIGH_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = (uint32_t) ((uint64_t) a * b >> 32);
				break;
			case HIGH_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = (uint32_t) ((uint64_t) a * b >> 32);
				break;
			case HIGH_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = (uint32_t) ((uint64_t) a * b >> 32);
				break;
			case CLEAR:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a & ~b;
				break;
			case CLEAR_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a & ~b;
				break;
			case CLEAR_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a & ~b;
				break;
			case CLEAR_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a & ~b;
				break;
			case CLEAR_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a & ~b;
				break;
			case PACK:
				a = registers[at->left];
				b = registers[at->right];
				registers[at->to] = a << 16 | (b & 0xffff);
				break;
			case PACK_CONSTANT:
				a = registers[at->left];
				b = at->constant;
				registers[at->to] = a << 16 | (b & 0xffff);
				break;
			case PACK_MEMORY:
				a = registers[at->left];
				b = memory[(registers[at->right] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a << 16 | (b & 0xffff);
				break;
			case PACK_TOP:
				b = stack[--top & (STACK - 1)];
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a << 16 | (b & 0xffff);
				break;
			case PACK_STORE:
				a = registers[at->left];
				b = memory[at->constant & (MEMORY - 1)];
				memory[at->constant & (MEMORY - 1)] = a << 16 | (b & 0xffff);
				break;
			case NOT:
				a = registers[at->left];
				registers[at->to] = ~a;
				break;
			case NOT_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = ~a;
				break;
			case NOT_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = ~a;
				break;
			case NEGATE:
				a = registers[at->left];
				registers[at->to] = -a;
				break;
			case NEGATE_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = -a;
				break;
			case NEGATE_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = -a;
				break;
			case COUNT:
				a = registers[at->left];
				registers[at->to] = (uint32_t) __builtin_popcount(a);
				break;
			case COUNT_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = (uint32_t) __builtin_popcount(a);
				break;
			case COUNT_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = (uint32_t) __builtin_popcount(a);
				break;
			case LEADING:
				a = registers[at->left];
				registers[at->to] = a == 0 ? 32 : (uint32_t) __builtin_clz(a);
				break;
			case LEADING_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a == 0 ? 32 : (uint32_t) __builtin_clz(a);
				break;
			case LEADING_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a == 0 ? 32 : (uint32_t) __builtin_clz(a);
				break;
			case TRAILING:
				a = registers[at->left];
				registers[at->to] = a == 0 ? 32 : (uint32_t) __builtin_ctz(a);
				break;
			case TRAILING_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a == 0 ? 32 : (uint32_t) __builtin_ctz(a);
				break;
			case TRAILING_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a == 0 ? 32 : (uint32_t) __builtin_ctz(a);
				break;
			case SWAP:
				a = registers[at->left];
				registers[at->to] = __builtin_bswap32(a);
				break;
			case SWAP_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = __builtin_bswap32(a);
				break;
			case SWAP_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = __builtin_bswap32(a);
				break;
			case BYTE:
				a = registers[at->left];
				registers[at->to] = a & 255;
				break;
			case BYTE_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a & 255;
				break;
			case BYTE_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a & 255;
				break;
			case SIGN_BYTE:
				a = registers[at->left];
				registers[at->to] = (uint32_t) (int8_t) a;
				break;
			case SIGN_BYTE_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = (uint32_t) (int8_t) a;
				break;
			case SIGN_BYTE_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = (uint32_t) (int8_t) a;
				break;
			case HALF:
				a = registers[at->left];
				registers[at->to] = a & 0xffff;
				break;
			case HALF_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a & 0xffff;
				break;
			case HALF_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a & 0xffff;
				break;
			case SIGN_HALF:
				a = registers[at->left];
				registers[at->to] = (uint32_t) (int16_t) a;
				break;
			case SIGN_HALF_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = (uint32_t) (int16_t) a;
				break;
			case SIGN_HALF_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = (uint32_t) (int16_t) a;
				break;
			case IS_ZERO:
				a = registers[at->left];
				registers[at->to] = a == 0;
				break;
			case IS_ZERO_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a == 0;
				break;
			case IS_ZERO_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a == 0;
				break;
			case SQUARE:
				a = registers[at->left];
				registers[at->to] = a * a;
				break;
			case SQUARE_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a * a;
				break;
			case SQUARE_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a * a;
				break;
			case GRAY:
				a = registers[at->left];
				registers[at->to] = a ^ a >> 1;
				break;
			case GRAY_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a ^ a >> 1;
				break;
			case GRAY_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a ^ a >> 1;
				break;
			case STEP:
				a = registers[at->left];
				registers[at->to] = a * 1103515245 + 12345;
				break;
			case STEP_TOP:
				a = stack[--top & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a * 1103515245 + 12345;
				break;
			case STEP_MEMORY:
				a = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				registers[at->to] = a * 1103515245 + 12345;
				break;
			case SKIP_IF_EQUAL:
				a = registers[at->left];
				b = registers[at->right];
				at += a == b ? 1 : 0;
				break;
			case SKIP_UNLESS_EQUAL:
				a = registers[at->left];
				b = at->constant;
				at += a == b ? 0 : 1;
				break;
			case SKIP_IF_LESS:
				a = registers[at->left];
				b = registers[at->right];
				at += a < b ? 1 : 0;
				break;
			case SKIP_UNLESS_LESS:
				a = registers[at->left];
				b = at->constant;
				at += a < b ? 0 : 1;
				break;
			case SKIP_IF_SIGNED_LESS:
				a = registers[at->left];
				b = registers[at->right];
				at += (int32_t) a < (int32_t) b ? 1 : 0;
				break;
			case SKIP_UNLESS_SIGNED_LESS:
				a = registers[at->left];
				b = at->constant;
				at += (int32_t) a < (int32_t) b ? 0 : 1;
				break;
			case SKIP_IF_ODD:
				a = registers[at->left];
				b = registers[at->right];
				at += (a ^ b) & 1;
				break;
			case SKIP_UNLESS_ODD:
				a = registers[at->left];
				b = at->constant;
				at += (a ^ b) & 1 ? 0 : 1;
				break;
			case SKIP_IF_BIT:
				a = registers[at->left];
				b = registers[at->right];
				at += a >> (b & 31) & 1;
				break;
			case SKIP_UNLESS_BIT:
				a = registers[at->left];
				b = at->constant;
				at += a >> (b & 31) & 1 ? 0 : 1;
				break;
			case SKIP_IF_SAME_BYTE:
				a = registers[at->left];
				b = registers[at->right];
				at += ((a ^ b) & 255) == 0 ? 1 : 0;
				break;
			case SKIP_UNLESS_SAME_BYTE:
				a = registers[at->left];
				b = at->constant;
				at += ((a ^ b) & 255) == 0 ? 0 : 1;
				break;
			case ADD_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a + b;
				break;
			case ADD_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a + b;
				break;
			case SUB_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a - b;
				break;
			case SUB_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a - b;
				break;
			case MUL_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a * b;
				break;
			case MUL_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a * b;
				break;
			case AND_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a & b;
				break;
			case AND_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a & b;
				break;
			case OR_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a | b;
				break;
			case OR_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a | b;
				break;
			case XOR_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a ^ b;
				break;
			case XOR_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a ^ b;
				break;
			case SHL_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a << (b & 31);
				break;
			case SHL_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a << (b & 31);
				break;
			case SHR_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a >> (b & 31);
				break;
			case SHR_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a >> (b & 31);
				break;
			case SAR_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = (uint32_t) ((int32_t) a >> (b & 31));
				break;
			case SAR_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = (uint32_t) ((int32_t) a >> (b & 31));
				break;
			case ROL_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a << (b & 31) | a >> (-b & 31);
				break;
			case ROL_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a << (b & 31) | a >> (-b & 31);
				break;
			case MIN_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a < b ? a : b;
				break;
			case MIN_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a < b ? a : b;
				break;
			case MAX_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a > b ? a : b;
				break;
			case MAX_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a > b ? a : b;
				break;
			case LESS_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a < b;
				break;
			case LESS_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a < b;
				break;
			case EQUAL_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a == b;
				break;
			case EQUAL_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a == b;
				break;
			case DIV_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = b == 0 ? 0 : a / b;
				break;
			case DIV_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = b == 0 ? 0 : a / b;
				break;
			case REM_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = b == 0 ? a : a % b;
				break;
			case REM_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = b == 0 ? a : a % b;
				break;
			case AVERAGE_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = (a & b) + ((a ^ b) >> 1);
				break;
			case AVERAGE_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = (a & b) + ((a ^ b) >> 1);
				break;
			case HIGH_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = (uint32_t) ((uint64_t) a * b >> 32);
				break;
			case HIGH_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = (uint32_t) ((uint64_t) a * b >> 32);
				break;
			case CLEAR_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a & ~b;
				break;
			case CLEAR_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a & ~b;
				break;
			case PACK_DEEP:
				a = stack[(top - 1 - at->left) & (STACK - 1)];
				b = stack[(top - 1 - at->right) & (STACK - 1)];
				registers[at->to] = a << 16 | (b & 0xffff);
				break;
			case PACK_INDIRECT:
				a = memory[registers[at->left] & (MEMORY - 1)];
				b = registers[at->right];
				memory[(registers[at->to] + at->constant) & (MEMORY - 1)] = a << 16 | (b & 0xffff);
				break;
			case MOVE:
				registers[at->to] = registers[at->left];
				break;
			case CONSTANT:
				registers[at->to] = at->constant;
				break;
			case LOAD:
				registers[at->to] = memory[(registers[at->left] + at->constant) & (MEMORY - 1)];
				break;
			case STORE:
				memory[(registers[at->left] + at->constant) & (MEMORY - 1)] = registers[at->to];
				break;
			case PUSH:
				stack[top++ & (STACK - 1)] = registers[at->left];
				break;
			case POP:
				registers[at->to] = stack[--top & (STACK - 1)];
				break;
			case DUPLICATE:
				a = stack[(top - 1) & (STACK - 1)];
				stack[top++ & (STACK - 1)] = a;
				break;
			case EXCHANGE:
				a = registers[at->to];
				registers[at->to] = registers[at->left];
				registers[at->left] = a;
				break;
			case AGAIN:
				if (--n <= 0) {
					goto end;
				}
				at = program - 1;
				break;
			default:
				__builtin_unreachable();
		}
	}
end:;
	uint64_t sum = top;
	for (int i = 0; i < REGISTERS; i++) {
		sum = mix(sum, registers[i]);
	}
	for (int i = 0; i < STACK; i++) {
		sum = mix(sum, stack[i]);
	}
	for (int i = 0; i < MEMORY; i++) {
		sum = mix(sum, memory[i]);
	}
	return sum;
}
