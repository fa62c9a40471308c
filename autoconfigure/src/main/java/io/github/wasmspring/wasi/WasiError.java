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

package io.github.wasmspring.wasi;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Error numbers that guests get.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://github.com/WebAssembly/WASI/blob/v0.2.1/legacy/preview1/docs.md#errno">errno</a>
 */
public enum WasiError {

	/**
	 * EACCES: the process itself may not do that, or the file is neither a regular file
	 * nor a directory.
	 */
	ACCESS_DENIED(2),

	/**
	 * EBADF: no such descriptor, or one that was not opened for that.
	 */
	BAD_DESCRIPTOR(8),

	/**
	 * EEXIST.
	 */
	EXISTS(20),

	/**
	 * EFAULT: an address outside of the guest's memory.
	 */
	FAULT(21),

	/**
	 * EILSEQ: the host cannot express the file's name.
	 */
	ILLEGAL_NAME(25),

	/**
	 * EINVAL.
	 */
	INVALID(28),

	/**
	 * EIO.
	 */
	IO(29),

	/**
	 * EISDIR.
	 */
	IS_DIRECTORY(31),

	/**
	 * ELOOP: a symbolic link where none is followed, or too many of them.
	 */
	LOOP(32),

	/**
	 * EMFILE: too many open descriptors.
	 */
	TOO_MANY_FILES(33),

	/**
	 * ENFILE: too many descriptors of all guests, or too many calls that hang.
	 */
	TOO_MANY_FILES_IN_TOTAL(41),

	/**
	 * ENAMETOOLONG.
	 */
	NAME_TOO_LONG(37),

	/**
	 * ENOENT.
	 */
	NOT_FOUND(44),

	/**
	 * ENOSYS: no such function here.
	 */
	NOT_IMPLEMENTED(52),

	/**
	 * ENOTDIR.
	 */
	NOT_DIRECTORY(54),

	/**
	 * ENOTEMPTY.
	 */
	NOT_EMPTY(55),

	/**
	 * ENOTSOCK.
	 */
	NOT_SOCKET(57),

	/**
	 * ENOTSUP.
	 */
	NOT_SUPPORTED(58),

	/**
	 * EPERM: leads outside, or is never allowed.
	 */
	NOT_PERMITTED(63),

	/**
	 * EROFS: the directory is read-only.
	 */
	READ_ONLY(69),

	/**
	 * ESPIPE: a stream has no position.
	 */
	NO_POSITION(70),

	/**
	 * ENOTCAPABLE: the descriptor was not opened for that.
	 */
	NOT_CAPABLE(76);

	private final int number;

	WasiError(int number) {
		this.number = number;
	}

	/**
	 * Return what a guest is told about a failure.
	 * @param failure the failure
	 * @return the error
	 */
	public static WasiError of(IOException failure) {
		if (failure instanceof NoSuchFileException) {
			return NOT_FOUND;
		}
		if (failure instanceof FileAlreadyExistsException) {
			return EXISTS;
		}
		if (failure instanceof DirectoryNotEmptyException) {
			return NOT_EMPTY;
		}
		if (failure instanceof NotDirectoryException) {
			return NOT_DIRECTORY;
		}
		if (failure instanceof AccessDeniedException) {
			return ACCESS_DENIED;
		}
		return (failure instanceof AtomicMoveNotSupportedException) ? NOT_SUPPORTED : IO;
	}

	/**
	 * Return the number that the guest gets.
	 * @return the error number
	 */
	public int number() {
		return this.number;
	}

}
