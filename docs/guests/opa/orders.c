/*
 * What `opa build -t wasm -e example/allow orders.rego` makes of orders.rego, written by
 * hand for the tests: it has the interface of such a module, and decides the same. Values
 * are JSON documents as text.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))

__attribute__((import_module("env"), import_name("opa_abort")))
void opa_abort(const char *message);

static _Alignas(8) char heap[64 * 1024];
static uint32_t used;
static const char *input;
static const char *result;

EXPORT("opa_malloc") char *opa_malloc(uint32_t size) {
    if (size > sizeof heap - used) {
        opa_abort("out of memory");
    }
    char *address = heap + used;
    used += (size + 7) & ~7u;
    return address;
}

EXPORT("opa_heap_ptr_get") uint32_t opa_heap_ptr_get(void) {
    return used;
}

EXPORT("opa_heap_ptr_set") void opa_heap_ptr_set(uint32_t pointer) {
    used = pointer;
}

EXPORT("opa_json_parse") const char *opa_json_parse(const char *json, uint32_t size) {
    char *value = opa_malloc(size + 1);
    for (uint32_t i = 0; i < size; i++) {
        value[i] = json[i];
    }
    value[size] = 0;
    return value;
}

EXPORT("opa_json_dump") const char *opa_json_dump(const char *value) {
    return value;
}

EXPORT("builtins") const char *builtins(void) {
    return "{}";
}

EXPORT("entrypoints") const char *entrypoints(void) {
    return "{\"example/allow\":0}";
}

EXPORT("opa_eval_ctx_new") int32_t opa_eval_ctx_new(void) {
    input = "{}";
    return 1;
}

EXPORT("opa_eval_ctx_set_input") void opa_eval_ctx_set_input(int32_t context, const char *value) {
    input = value;
}

EXPORT("opa_eval_ctx_set_data") void opa_eval_ctx_set_data(int32_t context, const char *value) {
}

EXPORT("opa_eval_ctx_set_entrypoint") void opa_eval_ctx_set_entrypoint(int32_t context, int32_t id) {
}

EXPORT("opa_eval_ctx_get_result") const char *opa_eval_ctx_get_result(int32_t context) {
    return result;
}

static bool has(const char *member) {
    for (const char *start = input; *start != 0; start++) {
        size_t length = 0;
        while (member[length] != 0 && start[length] == member[length]) {
            length++;
        }
        if (member[length] == 0) {
            return true;
        }
    }
    return false;
}

EXPORT("eval") int32_t eval(int32_t context) {
    bool allowed = has("\"method\":\"GET\"") || has("\"user\":\"ada\"");
    result = allowed ? "[{\"result\":true}]" : "[{\"result\":false}]";
    return 0;
}
