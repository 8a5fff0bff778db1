// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.fake;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Binds settings to a record, as {@link Settings#as} describes. */
final class RecordBinding {
    private RecordBinding() {}

    static <T extends Record> T bind(Settings settings, Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> value(settings, key(component.getName()), component.getGenericType()))
                .toArray();
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalArgumentException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String key(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Object value(Settings settings, String key, Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Optional.class
                    ? plain(settings, key, generic.getActualTypeArguments()[0])
                    : settings.texts(key);
        }
        return plain(settings, key, type)
                .orElseThrow(() -> new ReconException(
                        "setting-missing",
                        ErrorOwner.USER,
                        "The key " + key + " is missing at " + settings.place() + ".",
                        "Add " + key + " there."));
    }

    private static Optional<?> plain(Settings settings, String key, Type type) {
        if (type instanceof ParameterizedType) {
            List<String> texts = settings.texts(key);
            return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return settings.text(key);
        }
        if (plain == int.class || plain == Integer.class) {
            return settings.number(key).map(Math::toIntExact);
        }
        if (plain == long.class || plain == Long.class) {
            return settings.number(key);
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return settings.flag(key);
        }
        if (plain == Duration.class) {
            return settings.duration(key);
        }
        if (plain == Secret.class) {
            return settings.secret(key);
        }
        if (plain.isRecord()) {
            return settings.nested(key).map(inner -> bind(inner, plain.asSubclass(Record.class)));
        }
        throw new IllegalArgumentException("A component cannot be of type " + plain + ".");
    }
}
