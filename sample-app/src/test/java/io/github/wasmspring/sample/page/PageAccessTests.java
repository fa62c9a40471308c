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

package io.github.wasmspring.sample.page;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class PageAccessTests {

	private final PageAccess access = access(new MockEnvironment());

	private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/panels/plugins");

	@BeforeEach
	void comeFromPage() {
		this.request.setServerPort(8080);
		this.request.addHeader(HttpHeaders.ORIGIN, "http://localhost:8080");
		this.request.addHeader(PageAccess.TOKEN_HEADER, tokenOf(this.access));
	}

	@Test
	void findObstacleOfChangeWhenPageOfThisMachineAsksShouldBeNull() {
		assertThat(this.access.findObstacleOfChange(this.request)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.1.2.3", "0:0:0:0:0:0:0:1", "::1" })
	void findObstacleWhenAddressIsLoopbackShouldBeNull(String address) {
		this.request.setRemoteAddr(address);
		assertThat(this.access.findObstacle(this.request)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "192.168.0.7", "10.0.0.1", "fe80::1", "2001:db8::1", "" })
	void findObstacleWhenAddressIsOtherShouldTell(String address) {
		this.request.setRemoteAddr((address.isEmpty()) ? "0.0.0.0" : address);
		assertThat(this.access.findObstacle(this.request)).contains("another machine");
		assertThat(this.access.findToken(this.request)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "X-Forwarded-For, 127.0.0.1", "x-forwarded-host, localhost", "X-Forwarded-Proto, http",
			"Forwarded, for=127.0.0.1", "Via, 1.1 proxy", "X-Real-IP, 127.0.0.1", "CF-Connecting-IP, ::1" })
	void findObstacleWhenProxyIsNamedShouldTell(String header, String value) {
		this.request.addHeader(header, value);
		assertThat(this.access.findObstacle(this.request)).contains("through a proxy");
	}

	@Test
	void findObstacleWhenProtocolIsThatOfProxiesShouldTell() {
		this.request.setProtocol("HTTP/1.0");
		assertThat(this.access.findObstacle(this.request)).contains("through a proxy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "attacker.example", "localhost.attacker.example", "127.0.0.1.nip.io", "0.0.0.0" })
	void findObstacleWhenHostIsOtherNameShouldTell(String host) {
		this.request.setServerName(host);
		assertThat(this.access.findObstacle(this.request)).contains("its host is not 'localhost'");
		assertThat(this.access.findToken(this.request)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "server.forward-headers-strategy, native", "server.forward-headers-strategy, framework",
			"server.tomcat.remoteip.remote-ip-header, X-Forwarded-For" })
	void findObstacleWhenProxiesAreTrustedShouldTell(String property, String value) {
		PageAccess access = access(new MockEnvironment().withProperty(property, value));
		assertThat(access.findObstacle(this.request)).contains("trusts what proxies say");
	}

	@Test
	void findObstacleWhenUserHasRoleShouldBeNullFromAnywhere() {
		this.request.setRemoteAddr("192.168.0.7");
		this.request.setServerName("shop.example");
		this.request.addUserRole("OPERATOR");
		assertThat(this.access.findObstacle(this.request)).isNull();
		assertThat(this.access.findObstacleOfChange(this.request)).contains("comes from elsewhere");
	}

	@Test
	void findObstacleWhenChangesAreOffShouldTell() {
		PageAccess access = new PageAccess(new PageProperties(false, "OPERATOR"), new MockEnvironment());
		this.request.addUserRole("OPERATOR");
		assertThat(access.findObstacle(this.request)).contains("'page.changes'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://attacker.example", "http://localhost:9090", "https://localhost:8080",
			"http://127.0.0.1:8080", "null" })
	void findObstacleOfChangeWhenOriginIsOtherShouldTell(String origin) {
		this.request.removeHeader(HttpHeaders.ORIGIN);
		this.request.addHeader(HttpHeaders.ORIGIN, origin);
		assertThat(this.access.findObstacleOfChange(this.request)).contains("comes from elsewhere");
	}

	@Test
	void findObstacleOfChangeWhenOriginIsMissingShouldTell() {
		this.request.removeHeader(HttpHeaders.ORIGIN);
		assertThat(this.access.findObstacleOfChange(this.request)).contains("comes from elsewhere");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cross-site", "same-site", "none" })
	void findObstacleOfChangeWhenSiteIsOtherShouldTell(String site) {
		this.request.addHeader("Sec-Fetch-Site", site);
		assertThat(this.access.findObstacleOfChange(this.request)).contains("comes from elsewhere");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0000" })
	void findObstacleOfChangeWhenTokenIsOtherShouldTell(String token) {
		this.request.removeHeader(PageAccess.TOKEN_HEADER);
		this.request.addHeader(PageAccess.TOKEN_HEADER, token);
		assertThat(this.access.findObstacleOfChange(this.request)).contains("before the last start");
	}

	@Test
	void findTokenShouldDifferForEachStart() {
		assertThat(tokenOf(access(new MockEnvironment()))).isNotEqualTo(tokenOf(this.access));
	}

	private static PageAccess access(MockEnvironment environment) {
		return new PageAccess(new PageProperties(true, "OPERATOR"), environment);
	}

	private static String tokenOf(PageAccess access) {
		return access.findToken(new MockHttpServletRequest());
	}

}
