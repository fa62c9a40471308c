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

package io.github.wasmspring.backend.chicory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.StackFrame;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.StackReserve;

/**
 * Interpreter that notes which functions of the guest were running when an exception was
 * thrown, in the stack trace of that exception and in the form that compiled code has.
 */
final class TracingInterpreter extends InterpreterMachine {

	/**
	 * How many functions the module had before it was split.
	 */
	private final int functions;

	private @Nullable Throwable traced;

	TracingInterpreter(Instance instance, int functions) {
		super(instance);
		this.functions = functions;
	}

	@Override
	public long[] call(int funcId, long[] args) {
		try {
			return super.call(funcId, args);
		}
		finally {
			this.traced = null;
		}
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The innermost function that has stack left for it notes those that ran.
	 */
	@Override
	protected void eval(MStack stack, Instance instance, Deque<StackFrame> callStack) {
		try {
			super.eval(stack, instance, callStack);
		}
		catch (RuntimeException | StackOverflowError ex) {
			if (ex != this.traced && hasStack()) {
				this.traced = ex;
				trace(ex, callStack);
			}
			throw ex;
		}
	}

	private static boolean hasStack() {
		try {
			StackReserve.check();
			return true;
		}
		catch (StackOverflowError ex) {
			return false;
		}
	}

	/**
	 * Put the functions on the top of the stack trace. The frames below are those of the
	 * interpreter, which say nothing.
	 */
	private void trace(Throwable ex, Deque<StackFrame> callStack) {
		List<StackTraceElement> elements = new ArrayList<>();
		Iterator<StackFrame> frames = new ArrayDeque<>(callStack).iterator();
		while (frames.hasNext() && elements.size() < GuestBacktrace.MOST_FUNCTIONS) {
			int function = indexOf(frames.next());
			if (function < this.functions) {
				elements.add(GuestBacktrace.element(function));
			}
		}
		ex.setStackTrace(elements.toArray(StackTraceElement[]::new));
	}

	/**
	 * Return the index of a function, which a frame tells in square brackets only.
	 */
	private static int indexOf(StackFrame frame) {
		String description = frame.toString();
		int end = description.indexOf("]\n\tpc=");
		return Integer.parseInt(description.substring(description.lastIndexOf('[', end) + 1, end));
	}

}
