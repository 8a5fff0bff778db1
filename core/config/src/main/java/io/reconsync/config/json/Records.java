// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Records by reflection. */
public final class Records {
    private Records() {}

    /** The value of a component. */
    public static Object get(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The component " + component.getName() + " cannot be read.", e);
        }
    }

    /** A new record. What its constructor refuses comes out as {@link IllegalArgumentException}. */
    public static <T> T make(Class<T> type, Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new IllegalArgumentException(why, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The record " + type.getName() + " cannot be made.", e);
        }
    }
}
