// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A room of which only some methods answer; any other call fails the test. */
final class Stub<T> {
    private final Class<T> type;
    private final Map<String, Function<Object[], Object>> answers = new HashMap<>();

    private Stub(Class<T> type) {
        this.type = type;
    }

    static <T> Stub<T> of(Class<T> type) {
        return new Stub<>(type);
    }

    Stub<T> says(String method, Object value) {
        return does(method, arguments -> value);
    }

    Stub<T> does(String method, Function<Object[], Object> answer) {
        answers.put(method, answer);
        return this;
    }

    T get() {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Function<Object[], Object> answer = answers.get(method.getName());
            if (answer == null) {
                throw new UnsupportedOperationException(type.getSimpleName() + "." + method.getName());
            }
            return answer.apply(given);
        }));
    }
}
