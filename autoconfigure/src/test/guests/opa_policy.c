/*
 * Speaks the interface of policies that the Open Policy Agent compiles, without its
 * compiler: values are JSON documents as text, and entry points do little.
 */
#include <stdint.h>
#include <stddef.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define HOST(name) __attribute__((import_module("env"), import_name(name)))

HOST("opa_abort") void opa_abort(const char *message);
HOST("opa_println") void opa_println(const char *message);
HOST("opa_builtin1") const char *opa_builtin1(int32_t id, void *context, const char *value);

static _Alignas(8) char heap[256 * 1024];
static uint32_t used;

static struct {
	const char *input;
	const char *data;
	int32_t entry_point;
	const char *result;
} context;

EXPORT("opa_malloc")
char *opa_malloc(uint32_t size) {
	if (size > sizeof(heap) - used) {
		opa_abort("out of memory");
	}
	char *address = heap + used;
	used += (size + 8) & ~7u;
	return address;
}

EXPORT("opa_heap_ptr_get")
uint32_t opa_heap_ptr_get(void) {
	return used;
}

EXPORT("opa_heap_ptr_set")
void opa_heap_ptr_set(uint32_t pointer) {
	used = pointer;
}

static char *append(char *end, const char *text) {
	while (*text != 0) {
		*end++ = *text++;
	}
	*end = 0;
	return end;
}

/* A document that begins with a question mark is malformed. */
EXPORT("opa_json_parse")
const char *opa_json_parse(const char *json, uint32_t size) {
	if (size > 0 && json[0] == '?') {
		return NULL;
	}
	char *value = opa_malloc(size + 1);
	for (uint32_t i = 0; i < size; i++) {
		value[i] = json[i];
	}
	value[size] = 0;
	return value;
}

EXPORT("opa_json_dump")
const char *opa_json_dump(const char *value) {
	return value;
}

EXPORT("builtins")
const char *builtins(void) {
	return "{\"shop.price\":7,\"shop.stock\":8}";
}

EXPORT("entrypoints")
const char *entrypoints(void) {
	return "{\"example/allow\":0,\"example/echo\":1,\"example/data\":2,\"example/price\":3,\"example/stock\":4,\"example/abort\":5,\"other/abort\":5,\"example/loop\":6,\"example/fail\":7}";
}

EXPORT("opa_eval_ctx_new")
void *opa_eval_ctx_new(void) {
	context.input = NULL;
	context.result = "[]";
	return &context;
}

EXPORT("opa_eval_ctx_set_input")
void opa_eval_ctx_set_input(void *ctx, const char *value) {
	(void) ctx;
	context.input = value;
}

EXPORT("opa_eval_ctx_set_data")
void opa_eval_ctx_set_data(void *ctx, const char *value) {
	(void) ctx;
	context.data = value;
}

EXPORT("opa_eval_ctx_set_entrypoint")
void opa_eval_ctx_set_entrypoint(void *ctx, int32_t id) {
	(void) ctx;
	context.entry_point = id;
}

EXPORT("opa_eval_ctx_get_result")
const char *opa_eval_ctx_get_result(void *ctx) {
	(void) ctx;
	return context.result;
}

static void answer(const char *value) {
	uint32_t length = 0;
	while (value[length] != 0) {
		length++;
	}
	char *result = opa_malloc(length + 16);
	append(append(append(result, "[{\"result\":"), value), "}]");
	context.result = result;
}

EXPORT("eval")
int32_t eval(void *ctx) {
	switch (context.entry_point) {
		case 0:
			/* Whoever has a name may do it, and of nobody nothing is known. */
			if (context.input != NULL && context.input[0] == '{') {
				answer((context.input[1] == '"') ? "true" : "false");
			}
			break;
		case 1:
			answer((context.input != NULL) ? context.input : "null");
			break;
		case 2:
			answer(context.data);
			break;
		case 3:
			opa_println("asks for a price");
			answer(opa_builtin1(7, ctx, context.input));
			break;
		case 4:
			answer(opa_builtin1(8, ctx, context.input));
			break;
		case 6:
			for (volatile int32_t turns = 0;; turns++) {
			}
		default:
			opa_abort((context.entry_point == 5) ? "conflicting rules" : "no such order");
	}
	return 0;
}
