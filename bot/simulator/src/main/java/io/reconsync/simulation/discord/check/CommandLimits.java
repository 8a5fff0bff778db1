// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.reconsync.simulation.discord.world.Json;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What Discord's documentation says about names, lengths and counts of commands. */
public final class CommandLimits {
    private static final Pattern NAME = Pattern.compile("[-_'\\p{L}\\p{N}\\p{IsDevanagari}\\p{IsThai}]{1,32}");
    private static final int CHAT = 1;
    private static final int MOST_CHAT = 100;
    private static final int MOST_OTHER = 15;
    private static final int SUBCOMMAND = 1;
    private static final int GROUP = 2;
    private static final int CHARACTERS = 8000;

    private CommandLimits() {}

    /** A command, or all commands of a scope: then the keys begin with the index, and counts and names matter too. */
    public static void check(JsonNode commands) {
        FormErrors errors = new FormErrors();
        if (commands instanceof ArrayNode all) {
            counts(all);
            Set<String> names = new HashSet<>();
            for (int i = 0; i < all.size(); i++) {
                command(all.get(i), i + "", errors);
                if (!names.add(all.get(i).path("type").asInt(1)
                        + all.get(i).path("name").asText())) {
                    errors.add(
                            i + ".name",
                            "APPLICATION_COMMANDS_DUPLICATE_NAME",
                            "Application command names must be unique");
                }
            }
        } else {
            command(commands, "", errors);
        }
        errors.throwIfAny();
    }

    /** @throws ApiError 30032 if there are too many of one type */
    public static void counts(ArrayNode all) {
        int[] byType = new int[5];
        all.forEach(c -> byType[Math.min(4, c.path("type").asInt(CHAT))]++);
        if (byType[CHAT] > MOST_CHAT || byType[2] > MOST_OTHER || byType[3] > MOST_OTHER) {
            throw new ApiError(400, 30032, "Maximum number of application commands reached (" + MOST_CHAT + ").");
        }
    }

    private static void command(JsonNode command, String at, FormErrors errors) {
        int type = command.path("type").asInt(CHAT);
        String name = Json.text(command, "name", null);
        String dot = at.isEmpty() ? "" : at + ".";
        if (type == CHAT) {
            name(dot + "name", name, errors);
            description(dot + "description", command, errors);
        } else {
            errors.required(dot + "name", name);
            errors.atMost(dot + "name", name, 32);
        }
        options(dot + "options", command.path("options"), 0, errors);
        if (characters(command) > CHARACTERS) {
            errors.add(at, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
        }
    }

    private static void name(String at, String name, FormErrors errors) {
        if (name == null || !NAME.matcher(name).matches() || !name.equals(name.toLowerCase(java.util.Locale.ROOT))) {
            errors.add(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
    }

    private static void description(String at, JsonNode node, FormErrors errors) {
        errors.required(at, Json.text(node, "description", null));
        errors.atMost(at, Json.text(node, "description", null), 100);
    }

    private static void options(String at, JsonNode options, int depth, FormErrors errors) {
        errors.count(at, options.size(), 25);
        Set<String> names = new HashSet<>();
        boolean optional = false;
        boolean nested = false;
        boolean plain = false;
        for (int i = 0; i < options.size(); i++) {
            JsonNode option = options.get(i);
            String here = at + "." + i;
            name(here + ".name", Json.text(option, "name", null), errors);
            description(here + ".description", option, errors);
            if (!names.add(option.path("name").asText())) {
                errors.add(
                        here + ".name",
                        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                        "Option name already exists");
            }
            int type = option.path("type").asInt();
            boolean sub = type == SUBCOMMAND || type == GROUP;
            nested |= sub;
            plain |= !sub;
            if (type == GROUP && depth > 0 || type == SUBCOMMAND && depth > 1) {
                errors.add(
                        here + ".type",
                        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                        "Sub-commands may not be nested here");
            }
            boolean required = option.path("required").asBoolean(false);
            if (required && optional) {
                errors.add(
                        here,
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options");
            }
            optional |= !required && !sub;
            if (sub) {
                options(here + ".options", option.path("options"), type == GROUP ? 1 : 2, errors);
            }
            choices(here, option, errors);
        }
        if (nested && plain) {
            errors.add(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands and options may not be mixed");
        }
    }

    private static void choices(String at, JsonNode option, FormErrors errors) {
        JsonNode choices = option.path("choices");
        errors.count(at + ".choices", choices.size(), 25);
        if (!choices.isEmpty() && option.path("autocomplete").asBoolean(false)) {
            errors.add(
                    at,
                    "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
                    "Choices and autocomplete exclude each other");
        }
        for (int i = 0; i < choices.size(); i++) {
            errors.required(at + ".choices." + i + ".name", Json.text(choices.get(i), "name", null));
            errors.atMost(at + ".choices." + i + ".name", Json.text(choices.get(i), "name", null), 100);
            if (choices.get(i).path("value").isTextual()) {
                errors.atMost(
                        at + ".choices." + i + ".value",
                        choices.get(i).path("value").asText(),
                        100);
            }
        }
    }

    /** Names, descriptions and values; of localised ones the longest counts. */
    private static int characters(JsonNode node) {
        int sum = longest(node, "name") + longest(node, "description");
        if (node.path("value").isTextual()) {
            sum += node.path("value").asText().length();
        }
        for (String list : new String[] {"options", "choices"}) {
            for (JsonNode item : node.path(list)) {
                sum += characters(item);
            }
        }
        return sum;
    }

    private static int longest(JsonNode node, String field) {
        int length = Json.text(node, field, "").length();
        for (JsonNode other : node.path(field + "_localizations")) {
            length = Math.max(length, other.asText().length());
        }
        return length;
    }
}
