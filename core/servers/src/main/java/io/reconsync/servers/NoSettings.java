// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Binds a namespace that the server's file does not have: every key is absent. */
final class NoSettings {
    private NoSettings() {}

    static <T extends Record> T as(Class<T> type, String namespace, String file) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Class<?> kind = components[i].getType();
            if (kind == Optional.class) {
                values[i] = Optional.empty();
            } else if (kind == List.class) {
                values[i] = List.of();
            } else if (kind.isRecord()) {
                values[i] = as(kind.asSubclass(Record.class), namespace + "." + components[i].getName(), file);
            } else {
                throw new ReconException(
                        "setting-missing",
                        ErrorOwner.USER,
                        "The key " + namespace + "." + components[i].getName() + " is missing in " + file + ".",
                        "Add it there.");
            }
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new ReconException(
                    "settings-unbound",
                    ErrorOwner.PLUGIN,
                    "The record " + type.getName() + " cannot be made: " + e + ".",
                    "Report it to the author of the plugin.",
                    e);
        }
    }
}
