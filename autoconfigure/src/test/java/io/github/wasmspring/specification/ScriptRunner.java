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

package io.github.wasmspring.specification;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.specification.SpecificationCommand.Action;
import io.github.wasmspring.specification.SpecificationOutcome.Status;

/**
 * Runs the commands of a script.
 *
 * @param <I> type of an instance
 */
final class ScriptRunner<I> {

	private static final String NO_MODULE = "there is no module";

	private final SpecificationScript script;

	private final SpecificationSession<I> session;

	private final Map<String, Definition<I>> definitions = new HashMap<>();

	private Definition<I> latest = new Definition<>(null, new IllegalStateException(NO_MODULE));

	/**
	 * Whether a command was skipped on whose effects later ones may depend.
	 */
	private boolean skipped;

	private ScriptRunner(SpecificationScript script, SpecificationSession<I> session) {
		this.script = script;
		this.session = session;
	}

	static <I> List<SpecificationOutcome> run(SpecificationScript script, SpecificationSession<I> session) {
		try (session) {
			return new ScriptRunner<>(script, session).run();
		}
	}

	private List<SpecificationOutcome> run() {
		return this.script.binaryCommands().stream().map(this::outcome).toList();
	}

	private SpecificationOutcome outcome(SpecificationCommand command) {
		try {
			execute(command);
			return new SpecificationOutcome(command, Status.PASSED, "", "");
		}
		catch (UnsupportedCommandException ex) {
			this.skipped |= command.type().hasEffects();
			return new SpecificationOutcome(command, Status.SKIPPED, Objects.requireNonNull(ex.getMessage()), "");
		}
		catch (DeviationException ex) {
			return failure(command, Objects.requireNonNull(ex.getMessage()), ex.getDetail());
		}
		catch (RuntimeException | Error ex) {
			return failure(command, "unexpected " + ex.getClass().getSimpleName(), ex.toString());
		}
	}

	private SpecificationOutcome failure(SpecificationCommand command, String reason, String detail) {
		return (this.skipped && command.action() != null)
				? new SpecificationOutcome(command, Status.SKIPPED, "depends on a command that was skipped", detail)
				: new SpecificationOutcome(command, Status.FAILED, reason, detail);
	}

	private void execute(SpecificationCommand command) {
		switch (command.type()) {
			case MODULE -> define(command);
			case REGISTER -> this.session.register(command.text(), instance(command));
			case ACTION, ASSERT_RETURN -> check(command.expected(), act(command));
			case ASSERT_TRAP, ASSERT_EXHAUSTION -> expectTrap(command, () -> act(command));
			case ASSERT_UNINSTANTIABLE -> expectTrap(command, () -> this.session.instantiate(binary(command)));
			case ASSERT_UNLINKABLE -> expectUnlinkable(command);
			case ASSERT_INVALID, ASSERT_MALFORMED -> expectInvalid(command);
		}
	}

	private void define(SpecificationCommand command) {
		try {
			this.latest = new Definition<>(this.session.instantiate(binary(command)), null);
		}
		catch (RuntimeException | Error ex) {
			this.latest = new Definition<>(null, ex);
			throw ex;
		}
		finally {
			if (command.name() != null) {
				this.definitions.put(command.name(), this.latest);
			}
		}
	}

	private long[] act(SpecificationCommand command) {
		I instance = instance(command);
		Action action = Objects.requireNonNull(command.action());
		if (!action.invoke()) {
			return new long[] { this.session.get(instance, action.field()) };
		}
		long[] arguments = action.arguments()
			.stream()
			.mapToLong((value) -> value.isNumber() ? value.toRaw() : this.session.toRaw(value))
			.toArray();
		return this.session.invoke(instance, action.field(), arguments);
	}

	private I instance(SpecificationCommand command) {
		Definition<I> definition = (command.name() != null) ? this.definitions.get(command.name()) : this.latest;
		if (definition == null) {
			throw new IllegalStateException("There is no module " + command.name());
		}
		if (definition.failure() instanceof UnsupportedCommandException unsupported) {
			throw unsupported;
		}
		if (definition.instance() == null) {
			throw new IllegalStateException("The module could not be loaded: " + definition.failure());
		}
		return definition.instance();
	}

	private byte[] binary(SpecificationCommand command) {
		return this.script.binary(Objects.requireNonNull(command.binary()));
	}

	private void check(List<SpecificationValue> expected, long[] results) {
		if (results.length != expected.size() && !expected.isEmpty()) {
			throw new DeviationException("wrong number of results", Arrays.toString(results));
		}
		for (int i = 0; i < expected.size(); i++) {
			SpecificationValue value = expected.get(i);
			if (!(value.isNumber() ? value.accepts(results[i]) : this.session.accepts(value, results[i]))) {
				throw new DeviationException(
						(value.isAnotherNan(results[i])) ? SpecificationOutcome.ANOTHER_NAN : "wrong result",
						"%s instead of %s".formatted(Long.toHexString(results[i]), value));
			}
		}
	}

	private void expectTrap(SpecificationCommand command, Runnable action) {
		RuntimeException failure = failureOf(action);
		String trap = (failure != null) ? this.session.trap(failure) : "";
		if (trap == null || trap.isEmpty() || !trap.startsWith(command.text()) && !command.text().startsWith(trap)) {
			throw new DeviationException("no trap '%s'".formatted(command.text()), String.valueOf(failure));
		}
	}

	private void expectUnlinkable(SpecificationCommand command) {
		RuntimeException failure = failureOf(() -> this.session.instantiate(binary(command)));
		if (failure == null || !this.session.isUnlinkable(failure)) {
			throw new DeviationException("linked despite '%s'".formatted(command.text()), String.valueOf(failure));
		}
	}

	private void expectInvalid(SpecificationCommand command) {
		if (failureOf(() -> this.session.validate(binary(command))) == null) {
			throw new DeviationException("accepted despite '%s'".formatted(command.text()), "");
		}
	}

	private static @Nullable RuntimeException failureOf(Runnable action) {
		try {
			action.run();
			return null;
		}
		catch (UnsupportedCommandException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	/**
	 * A module of the script.
	 *
	 * @param <I> type of an instance
	 * @param instance its instance, or {@code null} if it could not be instantiated
	 * @param failure why it could not, or {@code null}
	 */
	private record Definition<I>(@Nullable I instance, @Nullable Throwable failure) {
	}

}
