// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.session;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import io.reconsync.link.frame.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers, errors and persons as bodies of frames, and back. */
public final class Said {
    private static final int WORDS = 200;
    private static final int TEXT = 9_000_000;
    private static final int ROWS = 20_000;

    private Said() {}

    /** An error. */
    public static Body of(ReconException error) {
        return Body.of(
                "code", error.code(),
                "owner", lower(error.owner()),
                "message", cut(error.getMessage(), 4000),
                "next_step", cut(error.nextStep(), 4000),
                "retry_ms", error.retryAfter().map(Duration::toMillis).orElse(null));
    }

    /** An error that the other side sent. */
    public static ReconException error(Body body) {
        Duration retry = body.values().containsKey("retry_ms")
                ? Duration.ofMillis(body.number("retry_ms", 0, 86_400_000))
                : null;
        return new ReconException(
                body.text("code", 64),
                constant(ErrorOwner.class, body.text("owner", 20)),
                body.text("message", 4000),
                body.text("next_step", 4000),
                retry,
                null);
    }

    /** Who asks. */
    public static Body of(Actor actor) {
        return Body.of(
                "name", cut(actor.name(), WORDS), "tier", lower(actor.tier()), "surface", lower(actor.surface()));
    }

    /** Who asks, as the other side says. */
    public static Actor actor(Body body) {
        return new Actor(
                body.text("name", WORDS),
                constant(Tier.class, body.text("tier", 20)),
                constant(Surface.class, body.text("surface", 20)));
    }

    /** A result. */
    public static Body of(Commands.Result result) {
        return Body.of(
                "parts", result.reply().parts().stream().map(Said::part).toList(),
                "job", result.reply().job().orElse(null),
                "data", result.reply().data(),
                "exit", (long) result.exit(),
                "schema", result.schema());
    }

    /** A result that the other side sent. */
    public static Commands.Result result(Body body) {
        List<Reply.Part> parts =
                body.bodies("parts", 1000).stream().map(Said::part).toList();
        Map<String, Object> data = body.find("data").orElse(Body.EMPTY).values();
        return new Commands.Result(
                new Reply(parts, body.find("job", 64), data),
                (int) body.number("exit", 0, 255),
                body.text("schema", 64));
    }

    private static Map<String, Object> part(Reply.Part part) {
        if (part instanceof Reply.Text text) {
            return Map.of("text", text.text());
        }
        if (part instanceof Reply.Table table) {
            return Map.of("columns", table.columns(), "rows", table.rows());
        }
        if (part instanceof Reply.Fields fields) {
            return Map.of(
                    "fields",
                    fields.fields().stream()
                            .map(field -> List.of(field.getKey(), field.getValue()))
                            .toList());
        }
        if (part instanceof Reply.File file) {
            return Map.of(
                    "file", file.name(),
                    "media", file.mediaType(),
                    "content", Base64.getEncoder().encodeToString(file.content()));
        }
        Reply.Choice choice = (Reply.Choice) part;
        return Map.of("question", choice.question(), "commands", choice.commands());
    }

    private static Reply.Part part(Body body) {
        Map<String, Object> values = body.values();
        if (values.containsKey("columns")) {
            List<String> columns = body.texts("columns", WORDS, TEXT);
            return new Reply.Table(columns, rows(values.get("rows"), columns.size()));
        }
        if (values.containsKey("fields")) {
            return new Reply.Fields(rows(values.get("fields"), 2).stream()
                    .map(row -> Map.entry(row.get(0), row.get(1)))
                    .toList());
        }
        if (values.containsKey("file")) {
            return new Reply.File(
                    body.text("file", WORDS), body.text("media", WORDS), content(body.text("content", 2 * TEXT)));
        }
        if (values.containsKey("question")) {
            return new Reply.Choice(body.text("question", TEXT), body.texts("commands", WORDS, 4000));
        }
        return new Reply.Text(body.text("text", TEXT));
    }

    private static byte[] content(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw Body.malformed("content", "is no base64");
        }
    }

    private static List<List<String>> rows(Object value, int width) {
        List<List<String>> rows = new ArrayList<>();
        if (!(value instanceof List<?> list) || list.size() > ROWS) {
            throw Body.malformed("rows", "is no list of at most " + ROWS);
        }
        for (Object item : list) {
            Map<String, Object> wrapped = new LinkedHashMap<>();
            wrapped.put("row", item);
            List<String> row = new Body(wrapped).texts("row", WORDS, TEXT);
            if (row.size() != width) {
                throw Body.malformed("rows", "has a row of another length");
            }
            rows.add(row);
        }
        return rows;
    }

    /** A constant by its name in lower case. */
    public static <E extends Enum<E>> E constant(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (lower(constant).equals(text)) {
                return constant;
            }
        }
        throw Body.malformed(type.getSimpleName(), "has no value '" + cut(text, 40) + "'");
    }

    /** A constant as sent. */
    public static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The beginning of a text. */
    public static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    /** A moment in milliseconds. */
    public static Optional<java.time.Instant> moment(Body body, String key) {
        return body.values().get(key) == null
                ? Optional.empty()
                : Optional.of(java.time.Instant.ofEpochMilli(body.number(key, 0, 253_402_300_799_999L)));
    }
}
