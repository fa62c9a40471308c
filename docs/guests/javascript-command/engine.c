/* Runs a script in QuickJS: readText() is standard input, print(text) standard output. */
#include <stdio.h>
#include <stdlib.h>

#include "quickjs.h"

static const char script[] = {
#include "script.inc"
};

/* The whole of standard input, or NULL. */
static char *read_input(size_t *length) {
    size_t capacity = 64 * 1024;
    char *bytes = malloc(capacity);
    *length = 0;
    while (bytes != NULL) {
        size_t read = fread(bytes + *length, 1, capacity - *length, stdin);
        *length += read;
        if (read == 0) {
            return bytes;
        }
        if (*length == capacity) {
            bytes = realloc(bytes, capacity *= 2);
        }
    }
    return NULL;
}

static JSValue read_text(JSContext *context, JSValueConst self, int count, JSValueConst *arguments) {
    size_t length;
    char *bytes = read_input(&length);
    if (bytes == NULL) {
        return JS_ThrowOutOfMemory(context);
    }
    JSValue text = JS_NewStringLen(context, bytes, length);
    free(bytes);
    return text;
}

static JSValue print(JSContext *context, JSValueConst self, int count, JSValueConst *arguments) {
    size_t length;
    const char *text = JS_ToCStringLen(context, &length, arguments[0]);
    if (text == NULL) {
        return JS_EXCEPTION;
    }
    fwrite(text, 1, length, stdout);
    JS_FreeCString(context, text);
    return JS_UNDEFINED;
}

static void print_error(JSContext *context) {
    const char *message = JS_ToCString(context, JS_GetException(context));
    fprintf(stderr, "%s\n", (message != NULL) ? message : "an exception");
}

int main(void) {
    JSContext *context = JS_NewContext(JS_NewRuntime());
    JSValue global = JS_GetGlobalObject(context);
    JS_SetPropertyStr(context, global, "readText", JS_NewCFunction(context, read_text, "readText", 0));
    JS_SetPropertyStr(context, global, "print", JS_NewCFunction(context, print, "print", 1));
    JSValue result = JS_Eval(context, script, sizeof script - 1, "script.js", JS_EVAL_TYPE_GLOBAL);
    if (JS_IsException(result)) {
        print_error(context);
        return 1;
    }
    return 0;
}
