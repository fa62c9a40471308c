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

package io.github.wasmspring.module;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmCommand;
import io.github.wasmspring.WasmCommandResult;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleCode;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModuleSuspendedException;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.abi.WasmConvention;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.instance.Call;
import io.github.wasmspring.instance.CallListener;
import io.github.wasmspring.instance.InstancePool;
import io.github.wasmspring.instance.InstanceUsage;
import io.github.wasmspring.instance.ModuleImports;
import io.github.wasmspring.instance.OngoingCall;
import io.github.wasmspring.instance.PoolClosedException;
import io.github.wasmspring.instance.PoolListener;
import io.github.wasmspring.instance.VirtualThreadMode;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * One version of a module, which runs its calls on the instances of an
 * {@link InstancePool}. Only a {@link DefaultWasmModule} calls it, and whoever that asks
 * to bind something to it: a version that another one has replaced refuses calls with a
 * {@link io.github.wasmspring.instance.PoolClosedException}.
 */
final class ModuleVersion implements WasmModule {

	private static final long LONGEST_WARM_UP = TimeUnit.SECONDS.toNanos(30);

	private static final List<WasmValueType> EXIT_CODE = List.of(WasmValueType.I32);

	private final WasmModuleDefinition definition;

	private final String backend;

	private final byte[] bytes;

	private final String digest;

	private final BackendModule compiled;

	private final List<WasmImport> imported;

	private final Map<String, WasmExport> exports;

	private final WasmConvention convention;

	private final ModuleImports imports;

	private final InstancePool instances;

	private final Supplier<byte[]> serializer;

	/**
	 * Counts failures, or {@code null} if nothing follows from them.
	 */
	private final @Nullable FailurePolicy policy;

	/**
	 * Set before other threads know the module.
	 */
	private ModuleObservations observation = ModuleObservations.NONE;

	/**
	 * How many callers create instances of their own right now.
	 */
	private final AtomicInteger creating = new AtomicInteger();

	private volatile boolean retired;

	private volatile boolean replaced;

	private volatile long number = 1;

	private volatile Duration loadTime = Duration.ZERO;

	/**
	 * Create a version.
	 * @param module what was read
	 * @param owner the module that has this version, or {@code null} if there is none
	 */
	ModuleVersion(ReadModule module, @Nullable DefaultWasmModule owner, BackendModule compiled, ImportLinker linker,
			VirtualThreadMode virtualThreads, Supplier<byte[]> serializer) {
		WasmModuleDefinition definition = module.definition();
		this.definition = definition;
		this.backend = module.backend().getId();
		this.bytes = module.bytes();
		this.digest = module.digest();
		this.compiled = compiled;
		WasmBinary binary = module.binary();
		this.imported = (binary != null) ? binary.getImports() : compiled.getImports();
		this.exports = compiled.getExports()
			.stream()
			.collect(Collectors.toUnmodifiableMap(WasmExport::name, Function.identity(), (first, second) -> first));
		this.policy = (owner != null && definition.failures().threshold() > 0)
				? new FailurePolicy(definition.failures(), (suspended) -> suspend(owner, suspended)) : null;
		this.convention = linker.conventions().get(this);
		this.imports = linker.link(this, definition.wasi());
		this.instances = openInstances((owner != null) ? new InstanceModule(this, owner) : this, virtualThreads);
		this.serializer = serializer;
	}

	private InstancePool openInstances(WasmModule owner, VirtualThreadMode virtualThreads) {
		try {
			return new InstancePool(this, owner, this.compiled, this.imports, this.definition.instances(),
					virtualThreads, new Listener());
		}
		catch (RuntimeException | Error ex) {
			this.imports.close();
			throw ex;
		}
	}

	/**
	 * Create an instance, so that a module that cannot have one fails when it is loaded.
	 */
	void tryOut() {
		this.instances.<@Nullable Object>execute(Call.each(null), (instance) -> null);
	}

	@Override
	public String getName() {
		return this.definition.name();
	}

	@Override
	public SettingNames getSettingNames() {
		return Objects.requireNonNullElse(this.definition.settingNames(), SettingNames.NEUTRAL);
	}

	@Override
	public String getBackend() {
		return this.backend;
	}

	@Override
	public String getDigest() {
		return this.digest;
	}

	@Override
	public List<WasmExport> getExports() {
		return this.compiled.getExports();
	}

	@Override
	public @Nullable WasmExport findExport(String name) {
		return this.exports.get(name);
	}

	@Override
	public List<WasmImport> getImports() {
		return this.imported;
	}

	@Override
	public AbiSettings getAbi() {
		return this.definition.abi();
	}

	WasmConvention getConvention() {
		return this.convention;
	}

	/**
	 * Let calls be observed. Called before the module is registered.
	 */
	void observe(List<WasmModuleObserver> observers) {
		this.observation = ModuleObservations.of(observers, this);
	}

	/**
	 * Return what observes this version.
	 */
	WasmModuleObservation getObservation() {
		return this.observation;
	}

	/**
	 * Let calls be refused, or not any more.
	 */
	private void suspend(DefaultWasmModule owner, boolean suspended) {
		owner.serving().refresh();
		ModuleLog log = ModuleLog.of(this);
		FailurePolicy policy = this.policy;
		if (policy == null || !suspended) {
			log.log(Level.INFO, "Module '%s' serves again".formatted(getName()));
			return;
		}
		Throwable failure = policy.getFailure();
		log.log(Level.WARNING,
				"Module '%s' is suspended, because its guest failed %d times in a row; it is tried again in %d ms. Last failure: %s"
					.formatted(getName(), this.definition.failures().threshold(), policy.getTimeLeft().toMillis(),
							(failure != null) ? failure.getMessage() : "unknown"));
		this.observation.suspended(failure);
	}

	/**
	 * Tell that a call of a function was refused, since the module is suspended.
	 * @param function the name of the function, or {@code null} if it is not known
	 */
	void refused(@Nullable String function, WasmModuleSuspendedException failure) {
		CallListener listener = (function != null) ? this.observation.findListener(function) : null;
		if (listener != null) {
			OngoingCall ongoing = listener.begin();
			listener.ended(0, failure);
			if (ongoing != null) {
				ongoing.ended(failure);
			}
		}
	}

	@Nullable FailurePolicy getPolicy() {
		return this.policy;
	}

	/**
	 * Call the export that tells whether the module works, if there is one.
	 */
	void probe() {
		ProbeSettings probe = this.definition.probe();
		String function = probe.function();
		if (function != null) {
			call(probe.timeout(), function);
		}
	}

	/**
	 * Call the export often that warms the module up, if there is one, for no longer than
	 * a while.
	 */
	void warmUp() {
		WarmUpSettings warmUp = this.definition.warmUp();
		String function = warmUp.function();
		long start = System.nanoTime();
		for (int i = 0; function != null && i < warmUp.calls(); i++) {
			call(function);
			if (System.nanoTime() - start > LONGEST_WARM_UP) {
				return;
			}
		}
	}

	InstanceUsage getUsage() {
		return this.instances.getUsage();
	}

	void loadedWithin(long nanos) {
		this.loadTime = Duration.ofNanos(nanos);
	}

	WasmModuleLoad getLoad() {
		return new WasmModuleLoad(this.compiled.getSource(), this.loadTime);
	}

	WasmModuleCode describeCode() {
		return this.compiled.describeCode();
	}

	WasmModuleDefinition getDefinition() {
		return this.definition;
	}

	/**
	 * Return what was read from the location.
	 */
	byte[] getBytes() {
		return this.bytes;
	}

	@Override
	public WasmModuleState getState() {
		return (this.retired) ? WasmModuleState.CLOSED : WasmModuleState.READY;
	}

	@Override
	public long getVersion() {
		return this.number;
	}

	void setVersion(long number) {
		this.number = number;
	}

	@Override
	public long getMaxMemory() {
		return this.definition.instances().maxMemory().toBytes();
	}

	@Override
	public Duration getTimeout() {
		return this.definition.instances().timeout();
	}

	@Override
	public @Nullable Object call(String function, @Nullable Object... arguments) {
		return doCall(null, function, arguments);
	}

	@Override
	public @Nullable Object call(Duration timeout, String function, @Nullable Object... arguments) {
		checkTimeout(timeout);
		return doCall(timeout, function, arguments);
	}

	private @Nullable Object doCall(@Nullable Duration timeout, String function, @Nullable Object[] arguments) {
		Assert.notNull(function, "'function' must not be null");
		Call call = Call.whole(timeout, findListener(function), nameOf(function));
		return this.instances.<@Nullable Object>execute(
				(findFunction(function).isCommand()) ? call.onNewInstance() : call,
				(instance) -> instance.call(function, arguments));
	}

	@Override
	public WasmCommandResult run(WasmCommand command) {
		Assert.notNull(command, "'command' must not be null");
		requireCommand(findFunction(command.function()));
		WasiSettings wasi = this.definition.wasi();
		CommandRun run = new CommandRun(WasmErrorContext.of(this, command.function()), command,
				((wasi != null) ? wasi : WasiSettings.DEFAULTS).maxResult());
		Call call = Call.whole(command.timeout(), findListener(command.function()), nameOf(command.function()))
			.onNewInstance(run.streams());
		this.instances.<@Nullable Void>execute(call, run::run);
		return run.result();
	}

	private void requireCommand(WasmExport function) {
		WasmFunctionType type = (WasmFunctionType) function.type();
		if (!type.parameters().isEmpty() || !(type.results().isEmpty() || type.results().equals(EXIT_CODE))) {
			throw new WasmLinkException(WasmErrorContext.of(this, function.name()),
					"is of type %s, and a command takes nothing and returns nothing or its exit code".formatted(type),
					"Call it with its arguments, or run another function.", null);
		}
	}

	private @Nullable CallListener findListener(String function) {
		CallListener observer = this.observation.findListener(function);
		FailurePolicy policy = this.policy;
		return (policy != null) ? CallListener.ofAll(Arrays.asList(observer, policy)) : observer;
	}

	/**
	 * Return what an instance is told to run.
	 */
	private @Nullable String nameOf(String function) {
		return (this.instances.isTold()) ? function : null;
	}

	@Override
	public MethodHandle getHandle(String function) {
		WasmExport export = findFunction(function);
		return (isDirect(export)) ? getHandle(null, export) : WasmModule.super.getHandle(function);
	}

	@Override
	public MethodHandle getHandle(Duration timeout, String function) {
		checkTimeout(timeout);
		WasmExport export = findFunction(function);
		return (isDirect(export)) ? getHandle(timeout, export) : WasmModule.super.getHandle(timeout, function);
	}

	private MethodHandle getHandle(@Nullable Duration timeout, WasmExport function) {
		return this.instances.getHandle(function, timeout, findListener(function.name()));
	}

	private static boolean isDirect(WasmExport function) {
		return !function.isCommand() && ((WasmFunctionType) function.type()).isNumeric();
	}

	private static void checkTimeout(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		Assert.isTrue(!timeout.isNegative(), "'timeout' must not be negative");
	}

	private WasmExport findFunction(String function) {
		WasmExport export = findExport(function);
		if (export == null || export.kind() != WasmExternalKind.FUNCTION) {
			throw new NoSuchWasmFunctionException(this, function);
		}
		return export;
	}

	@Override
	public <T extends @Nullable Object> T execute(Function<WasmInstance, T> action) {
		Assert.notNull(action, "'action' must not be null");
		return this.instances.execute(Call.each(null), action);
	}

	@Override
	public <T extends @Nullable Object> T execute(Duration timeout, Function<WasmInstance, T> action) {
		checkTimeout(timeout);
		Assert.notNull(action, "'action' must not be null");
		return this.instances.execute(Call.each(timeout), action);
	}

	@Override
	public <T extends @Nullable Object> T execute(Duration timeout, String function, Function<WasmInstance, T> action) {
		checkTimeout(timeout);
		Assert.notNull(function, "'function' must not be null");
		Assert.notNull(action, "'action' must not be null");
		return this.instances.execute(Call.whole(timeout, findListener(function), nameOf(function)), action);
	}

	@Override
	public WasmInstance instantiate() {
		this.creating.incrementAndGet();
		try {
			return this.instances.create();
		}
		finally {
			this.creating.decrementAndGet();
		}
	}

	@Override
	public byte[] serialize() {
		return this.serializer.get();
	}

	/**
	 * Return whether this version refused a call, rather than another one that the call
	 * itself made.
	 * @param ex what the call threw
	 */
	boolean hasRefused(PoolClosedException ex) {
		return this.instances.hasRefused(ex);
	}

	/**
	 * Wait until the calls of other threads have ended.
	 */
	boolean awaitCalls(Duration timeout) {
		return this.instances.awaitCalls(timeout) && this.creating.get() == 0;
	}

	/**
	 * Let this version be observed no longer than its calls run.
	 */
	ModuleVersion replaced() {
		this.replaced = true;
		return this;
	}

	void endObservation() {
		this.observation.removed();
	}

	/**
	 * Let no call begin from now on.
	 */
	void retire() {
		this.retired = true;
		this.instances.close();
	}

	/**
	 * Release everything but the instances that are open still. Those of calls that begin
	 * could not be made any more.
	 */
	void release() {
		try {
			this.imports.close();
		}
		finally {
			this.compiled.close();
			ModuleCompanions.forget(this);
			if (this.replaced) {
				endObservation();
			}
		}
	}

	/**
	 * Close a version that never served.
	 */
	void discard() {
		this.replaced = true;
		retire();
		release();
	}

	@Override
	public String toString() {
		return "WasmModule[%s, backend '%s']".formatted(getName(), getBackend());
	}

	/**
	 * Lets the observers hear of the instances.
	 */
	private final class Listener implements PoolListener {

		@Override
		public @Nullable CallListener findListener(String function) {
			return ModuleVersion.this.findListener(function);
		}

		@Override
		public void waited(long nanos) {
			ModuleVersion.this.observation.waited(nanos);
		}

		@Override
		public void gaveBack(long bytes) {
			ModuleVersion.this.observation.gaveBack(bytes);
		}

	}

}
