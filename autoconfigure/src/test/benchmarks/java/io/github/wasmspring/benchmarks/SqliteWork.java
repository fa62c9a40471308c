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

package io.github.wasmspring.benchmarks;

import java.nio.charset.StandardCharsets;

import io.github.wasmspring.benchmarks.RawEngine.RawInstance;

/**
 * Statements of SQLite.
 */
final class SqliteWork {

	static final String BINARY = "third-party/sqlite.wasm";

	private static final String COUNTER = "WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < %d) ";

	private static final String FIRST = "SELECT %d + sum(value) FROM (SELECT 18 AS value UNION ALL SELECT 22)";

	private static final String SUM = COUNTER + "SELECT sum(n) FROM counter";

	private static final String INSERT = "DROP TABLE IF EXISTS numbers; CREATE TABLE numbers(n, part, name); " + COUNTER
			+ "INSERT INTO numbers SELECT n, n * 7919 %% 1000, 'number ' || n FROM counter";

	private static final String GROUP = "SELECT part, count(*), sum(n), max(name) FROM numbers GROUP BY part ORDER BY 3";

	private final RawInstance instance;

	private SqliteWork(RawInstance instance) {
		this.instance = instance;
	}

	static KernelWork create(Kernel kernel, RawInstance instance) {
		SqliteWork work = new SqliteWork(instance);
		return switch (kernel.name()) {
			case "sqlite-first" -> (size) -> work.query(FIRST.formatted(size));
			case "sqlite-sum" -> (size) -> work.query(SUM.formatted(size));
			case "sqlite-insert" -> (size) -> work.query(INSERT.formatted(size));
			case "sqlite-group" -> work.grouping();
			default -> throw new IllegalArgumentException(kernel.name());
		};
	}

	private KernelWork grouping() {
		int[] rows = { 0 };
		return (size) -> {
			if (rows[0] != size) {
				query(INSERT.formatted(size));
				rows[0] = size;
			}
			return query(GROUP);
		};
	}

	private long query(String sql) {
		byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
		int address = (int) this.instance.function("alloc").call(bytes.length);
		this.instance.write(address, bytes);
		long result = this.instance.function("query").call(address, bytes.length);
		this.instance.function("dealloc").call(address, bytes.length);
		String rows = new String(this.instance.read((int) (result >>> 32), (int) result), StandardCharsets.UTF_8);
		this.instance.function("dealloc").call((int) (result >>> 32), (int) result);
		if (rows.startsWith("error")) {
			throw new IllegalStateException(rows);
		}
		return rows.hashCode();
	}

}
