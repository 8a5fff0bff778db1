// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;

/** An interface of which only some methods answer. */
public final class Stub {
    private Stub() {}

    /** {@code answers} by the name of the method. */
    public static <T> T of(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("hashCode")
                        ? (Object) 1
                        : method.getName().equals("equals") && self == given[0];
            }
            Function<Object[], Object> answer = answers.get(method.getName());
            if (answer == null) {
                throw new UnsupportedOperationException(type.getSimpleName() + "." + method.getName());
            }
            return answer.apply(given);
        }));
    }
}
