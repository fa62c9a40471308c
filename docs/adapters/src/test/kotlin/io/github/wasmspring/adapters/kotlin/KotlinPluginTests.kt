/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wasmspring.adapters.kotlin

import io.github.wasmspring.autoconfigure.WasmAutoConfiguration
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration
import io.github.wasmspring.plugin.ImportWasmPlugins
import io.github.wasmspring.plugin.WasmFunction
import io.github.wasmspring.plugin.WasmPlugin
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.boot.autoconfigure.AutoConfigurations
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.springframework.stereotype.Component

// tag::interface[]
@WasmPlugin("text")
interface TextTools {

    @WasmFunction
    fun slug(title: String): String

    @WasmFunction("count_vowels")
    fun vowels(text: String): Int

    fun describe(title: String) = "${slug(title)} has ${vowels(title)} vowels"

}

@Component
class Titles(private val tools: TextTools) {

    fun path(title: String) = "/articles/${tools.slug(title)}"

}
// end::interface[]

/**
 * Tests for plugin interfaces in Kotlin.
 */
class KotlinPluginTests {

    @ImportWasmPlugins(TextTools::class)
    class Imports

    @Test
    fun interfaceShouldBeAPlugin() {
        ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration::class.java,
                WasmAutoConfiguration::class.java, WasmPluginAutoConfiguration::class.java))
            .withUserConfiguration(Imports::class.java, Titles::class.java)
            .run { context ->
                assertThat(context.getBean(Titles::class.java).path("Hello, Wörld!")).isEqualTo("/articles/hello-world")
                assertThat(context.getBean(TextTools::class.java).describe("Hello")).isEqualTo("hello has 2 vowels")
            }
    }

}
