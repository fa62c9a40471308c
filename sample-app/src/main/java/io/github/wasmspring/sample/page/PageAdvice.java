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

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmException;

/**
 * What all panels have in common: whether they may change something, and how they show
 * what went wrong.
 */
@ControllerAdvice(annotations = Panel.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageAdvice {

	private static final Log logger = LogFactory.getLog(PageAdvice.class);

	private final PageAccess access;

	PageAdvice(PageAccess access) {
		this.access = access;
	}

	@ModelAttribute("page")
	Page page(HttpServletRequest request) {
		return Page.of(this.access.findToken(request), this.access.findObstacle(request));
	}

	@ExceptionHandler
	ModelAndView handleRefusal(ChangeRefusedException ex) {
		return failure(HttpStatus.FORBIDDEN, "Refused", ex.getMessage(), null);
	}

	@ExceptionHandler
	ModelAndView handleInput(PanelInputException ex) {
		return failure(HttpStatus.BAD_REQUEST, "That does not work", ex.getMessage(), ex.getRemedy());
	}

	@ExceptionHandler({ BindException.class, MethodArgumentTypeMismatchException.class,
			MissingServletRequestParameterException.class, MissingServletRequestPartException.class,
			MultipartException.class })
	ModelAndView handleIncomplete() {
		return failure(HttpStatus.BAD_REQUEST, "That does not work", "Something is missing, or of another type.", null);
	}

	@ExceptionHandler
	ModelAndView handleTooLarge(MaxUploadSizeExceededException ex) {
		return failure(HttpStatus.CONTENT_TOO_LARGE, "Too large", "The upload has more bytes than this page takes.",
				null);
	}

	@ExceptionHandler
	ModelAndView handleUnknown(NoSuchWasmModuleException ex) {
		return failure(HttpStatus.NOT_FOUND, "There is no such module", ex.getDescription(), null);
	}

	@ExceptionHandler
	ModelAndView handleWasm(WasmException ex) {
		return failure(HttpStatus.UNPROCESSABLE_CONTENT, Outcome.nameOf(ex), ex.getDescription(), ex.getRemedy());
	}

	@ExceptionHandler
	ModelAndView handleState(IllegalStateException ex) {
		return failure(HttpStatus.CONFLICT, "That does not work now", ex.getMessage(), null);
	}

	@ExceptionHandler
	ModelAndView handleOther(Exception ex) throws Exception {
		if (ex instanceof ErrorResponse) {
			throw ex;
		}
		logger.error("A panel failed", ex);
		return failure(HttpStatus.INTERNAL_SERVER_ERROR, "The panel failed", "The log tells why.", null);
	}

	private static ModelAndView failure(HttpStatus status, String title, @Nullable String message,
			@Nullable String remedy) {
		ModelAndView view = new ModelAndView("fragments :: failure", status);
		view.addObject("title", title);
		view.addObject("message", message);
		view.addObject("remedy", remedy);
		return view;
	}

	/**
	 * What the frame needs to know.
	 *
	 * @param token the token, or {@code null} if nothing may be changed
	 * @param obstacle why nothing may be changed, or {@code null}
	 * @param headers headers that htmx adds to each request, as JSON
	 */
	record Page(@Nullable String token, @Nullable String obstacle, String headers) {

		static Page of(@Nullable String token, @Nullable String obstacle) {
			return new Page(token, obstacle,
					(token != null) ? "{\"%s\": \"%s\"}".formatted(PageAccess.TOKEN_HEADER, token) : "{}");
		}

	}

}
