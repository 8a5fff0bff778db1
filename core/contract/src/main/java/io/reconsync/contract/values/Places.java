// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.values;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills places in arguments, commands and paths: {@code %{map}} by its value, {@code %{map|TheIsland}} by the text after
 * the bar when the value is absent or empty, {@code %{query.port+1}} by a sum, and two percent signs before a brace stand for one. What is
 * filled in is not looked at again, so a value cannot bring places of its own.
 */
public final class Places {
    private static final Pattern PLACE = Pattern.compile("%(%\\{|\\{([^{}]*)(\\})?)");
    private static final Pattern INSIDE =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_.-]*?)(?:([+-])(\\d{1,6}))?(?:\\|(.*))?", Pattern.DOTALL);
    private static final Pattern SUM = Pattern.compile("\\s*(-?\\d{1,9})\\s*(?:([+-])\\s*(\\d{1,9}))?\\s*");

    private Places() {}

    /**
     * The text with every place filled.
     *
     * @throws ReconException code {@code place-unknown} or {@code place-malformed}, owner USER
     */
    public static String fill(String text, Map<String, String> values) {
        return replace(text, inside -> value(text, inside, values));
    }

    /** The names in the text's places; those with a text after a bar are left out, since they need no value. */
    public static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        replace(text, inside -> {
            if (inside.group(4) == null) {
                names.add(inside.group(1));
            }
            return "";
        });
        return names;
    }

    /**
     * The text filled and taken as a whole number or a sum of two: {@code %{game.port}+1}.
     *
     * @throws ReconException code {@code place-malformed} when it is none
     */
    public static int number(String text, Map<String, String> values) {
        String filled = fill(text, values);
        Matcher matcher = SUM.matcher(filled);
        if (!matcher.matches()) {
            throw malformed(text, "gives '" + filled + "', which is not a number");
        }
        return (int) sum(Long.parseLong(matcher.group(1)), matcher.group(2), matcher.group(3));
    }

    private static String replace(String text, Function<Matcher, String> by) {
        Matcher place = PLACE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (place.find()) {
            String with = "%{";
            if (!place.group(1).equals("%{")) {
                Matcher inside = INSIDE.matcher(place.group(2));
                if (place.group(3) == null || !inside.matches()) {
                    throw malformed(text, "has a place that cannot be read");
                }
                with = by.apply(inside);
            }
            place.appendReplacement(out, Matcher.quoteReplacement(with));
        }
        return place.appendTail(out).toString();
    }

    private static String value(String text, Matcher inside, Map<String, String> values) {
        String whole = inside.group(1) + (inside.group(2) == null ? "" : inside.group(2) + inside.group(3));
        if (values.containsKey(whole)) {
            return orElse(values.get(whole), inside.group(4));
        }
        String value = values.get(inside.group(1));
        if (value == null || value.isEmpty() && inside.group(4) != null) {
            return Optional.ofNullable(inside.group(4)).orElseThrow(() -> unknown(text, inside.group(1), values));
        }
        if (inside.group(2) == null) {
            return value;
        }
        if (!value.matches("-?\\d{1,9}")) {
            throw malformed(text, "adds to " + inside.group(1) + ", which is '" + value + "' and not a number");
        }
        return Long.toString(sum(Long.parseLong(value), inside.group(2), inside.group(3)));
    }

    private static String orElse(String value, String otherwise) {
        return value.isEmpty() && otherwise != null ? otherwise : value;
    }

    private static long sum(long left, String sign, String right) {
        return sign == null ? left : sign.equals("+") ? left + Long.parseLong(right) : left - Long.parseLong(right);
    }

    private static ReconException unknown(String text, String name, Map<String, String> values) {
        return new ReconException(
                "place-unknown",
                ErrorOwner.USER,
                "The text '" + text + "' names %{" + name + "}, for which there is no value.",
                "Set " + name + " in the server's file, or use one of: "
                        + String.join(", ", new TreeSet<>(values.keySet())) + ".");
    }

    private static ReconException malformed(String text, String why) {
        return new ReconException(
                "place-malformed",
                ErrorOwner.USER,
                "The text '" + text + "' " + why + ".",
                "Write places as %{name}, %{name|otherwise} or %{name+1}.");
    }
}
