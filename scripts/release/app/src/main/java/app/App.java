package app;

import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class App {

	@Bean
	CommandLineRunner demo(TextTools tools) {
		return (args) -> System.out.println(tools.slug("Hello, Wörld!"));
	}

	public static void main(String[] args) {
		SpringApplication.run(App.class, args);
	}

	@WasmPlugin("text")
	interface TextTools {

		@WasmFunction
		String slug(String title);

	}

}
