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

/**
 * Access to a linear memory whose array is as long as the memory, so that the JVM's own
 * check of the index is the guest's. It is public for the compiled code of guests, which
 * is its only user.
 *
 * @since 0.1.0
 */
public interface ExactMemory {

	/**
	 * Read a byte.
	 * @param address the address
	 * @return what is there
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	byte exactReadByte(int address);

	/**
	 * Write a byte.
	 * @param address the address
	 * @param value what to write
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	void exactWriteByte(int address, byte value);

	/**
	 * Read a short.
	 * @param address the address
	 * @return what is there
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	short exactReadShort(int address);

	/**
	 * Write a short.
	 * @param address the address
	 * @param value what to write
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	void exactWriteShort(int address, short value);

	/**
	 * Read an int.
	 * @param address the address
	 * @return what is there
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	int exactReadInt(int address);

	/**
	 * Write an int.
	 * @param address the address
	 * @param value what to write
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	void exactWriteInt(int address, int value);

	/**
	 * Read a long.
	 * @param address the address
	 * @return what is there
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	long exactReadLong(int address);

	/**
	 * Write a long.
	 * @param address the address
	 * @param value what to write
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	void exactWriteLong(int address, long value);

	/**
	 * Read a float.
	 * @param address the address
	 * @return what is there
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	float exactReadFloat(int address);

	/**
	 * Write a float.
	 * @param address the address
	 * @param value what to write
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	void exactWriteFloat(int address, float value);

	/**
	 * Read a double.
	 * @param address the address
	 * @return what is there
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	double exactReadDouble(int address);

	/**
	 * Write a double.
	 * @param address the address
	 * @param value what to write
	 * @throws IndexOutOfBoundsException if it is out of bounds
	 */
	void exactWriteDouble(int address, double value);

}
