// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.bind;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import io.reconsync.config.yaml.Masks;
import io.reconsync.config.yaml.YamlValue;
import io.reconsync.config.yaml.YamlValue.Items;
import io.reconsync.config.yaml.YamlValue.Mapping;
import io.reconsync.config.yaml.YamlValue.Scalar;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping of a file as settings.
 *
 * @param file below home, for messages
 * @param prefix the dotted key of the mapping, for messages; empty for the whole file
 * @param mapping the keys
 */
public record TreeSettings(String file, String prefix, Mapping mapping) implements Settings {
    @Override
    public Set<String> keys() {
        return new LinkedHashSet<>(mapping.entries().keySet());
    }

    @Override
    public Optional<String> text(String key) {
        return scalar(key, "text").map(Scalar::text);
    }

    @Override
    public Optional<Long> number(String key) {
        return scalar(key, "a whole number")
                .map(found -> found.value() instanceof Long number
                        ? number
                        : TreeSettings.<Long>refuse(wrong(key, found, "a whole number")));
    }

    /** The number at {@code key}, also with a fraction; empty when absent. */
    Optional<Double> decimal(String key) {
        return scalar(key, "a number")
                .map(found -> found.value() instanceof Number number
                        ? Double.valueOf(number.doubleValue())
                        : TreeSettings.<Double>refuse(wrong(key, found, "a number")));
    }

    @Override
    public Optional<Boolean> flag(String key) {
        return scalar(key, "true or false")
                .map(found -> found.value() instanceof Boolean flag
                        ? flag
                        : TreeSettings.<Boolean>refuse(wrong(key, found, "true or false")));
    }

    /** As the contract says; a bare number counts as seconds. */
    @Override
    public Optional<Duration> duration(String key) {
        return scalar(key, "a duration")
                .map(found -> found.value() instanceof Long seconds && seconds >= 0
                        ? Duration.ofSeconds(seconds)
                        : DurationText.parse(found.text())
                                .orElseThrow(() -> wrong(key, found, "a duration like 30s or 5m")));
    }

    @Override
    public Optional<Secret> secret(String key) {
        return scalar(key, "text").map(found -> Secret.of(found.text()));
    }

    @Override
    public List<String> texts(String key) {
        YamlValue found = find(key);
        if (found == null) {
            return List.of();
        }
        if (found instanceof Scalar scalar) {
            return List.of(scalar.text());
        }
        List<String> texts = new ArrayList<>();
        if (found instanceof Items items) {
            for (YamlValue item : items.items()) {
                texts.add(item instanceof Scalar scalar ? scalar.text() : refuse(wrong(key, item, "a list of texts")));
            }
            return List.copyOf(texts);
        }
        throw wrong(key, found, "a list of texts");
    }

    @Override
    public Optional<Settings> nested(String key) {
        YamlValue found = find(key);
        if (found == null) {
            return Optional.empty();
        }
        if (found instanceof Mapping nested) {
            return Optional.of(new TreeSettings(file, dotted(key), nested));
        }
        throw wrong(key, found, "a mapping");
    }

    @Override
    public Map<String, Settings> children(String key) {
        Map<String, Settings> children = new LinkedHashMap<>();
        nested(key)
                .ifPresent(parent ->
                        parent.keys().forEach(name -> children.put(name, child((TreeSettings) parent, name))));
        return children;
    }

    private static Settings child(TreeSettings parent, String name) {
        YamlValue value = parent.mapping.get(name);
        if (value instanceof Mapping nested) {
            return new TreeSettings(parent.file, parent.dotted(name), nested);
        }
        throw parent.wrong(name, value, "a mapping");
    }

    /** The mappings of a list of mappings; empty when absent. */
    List<Settings> list(String key) {
        YamlValue found = find(key);
        List<Settings> list = new ArrayList<>();
        if (found instanceof Items items) {
            for (YamlValue item : items.items()) {
                String at = dotted(key) + "[" + list.size() + "]";
                list.add(
                        item instanceof Mapping each
                                ? new TreeSettings(file, at, each)
                                : TreeSettings.<Settings>refuse(wrong(key, item, "a list of mappings")));
            }
        } else if (found != null) {
            throw wrong(key, found, "a list of mappings");
        }
        return list;
    }

    @Override
    public <T extends Record> T as(Class<T> type) {
        return new RecordBinder(this).bind(type);
    }

    @Override
    public String place() {
        String at = mapping.place().line() > 0
                ? file + ":" + mapping.place().line() + ":" + mapping.place().column()
                : file;
        return prefix.isEmpty() ? at : at + " " + prefix;
    }

    private Optional<Scalar> scalar(String key, String wanted) {
        YamlValue found = find(key);
        if (found == null) {
            return Optional.empty();
        }
        return Optional.of(found instanceof Scalar scalar ? scalar : refuse(wrong(key, found, wanted)));
    }

    /** A key may itself contain dots, so the whole is tried before its parts. */
    private YamlValue find(String key) {
        YamlValue whole = mapping.get(key);
        int dot = key.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return mapping.get(key.substring(0, dot)) instanceof Mapping nested
                ? new TreeSettings(file, prefix, nested).find(key.substring(dot + 1))
                : null;
    }

    private String dotted(String key) {
        return prefix.isEmpty() ? key : prefix + "." + key;
    }

    ReconException wrong(String key, YamlValue found, String wanted) {
        String shown = found instanceof Scalar scalar && !scalar.hidden()
                ? "'" + Masks.found(dotted(key), scalar.text()) + "'"
                : found.kind();
        return new ReconException(
                "setting-wrong",
                ErrorOwner.USER,
                "The key " + dotted(key) + " at " + file + ":" + found.place().line() + ":"
                        + found.place().column() + " is " + shown + ", needed is " + wanted + ".",
                "Correct it in " + file + ".");
    }

    private static <T> T refuse(ReconException e) {
        throw e;
    }

    /** Never the values, which may be secret. */
    @Override
    public String toString() {
        return place();
    }
}
