// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a text really calls: what stands in it and {@code allowed_mentions} lets through. Embeds never call anybody.
 *
 * @param everyone {@code @everyone} or {@code @here}
 */
public record Pings(boolean everyone, List<String> roles, List<Person> users) {
    public static final Pings NOBODY = new Pings(false, List.of(), List.of());
    private static final Pattern USER = Pattern.compile("<@!?(\\d+)>");
    private static final Pattern ROLE = Pattern.compile("<@&(\\d+)>");

    /** @param allowed the request's {@code allowed_mentions}, missing or null for everything */
    public static Pings in(String content, JsonNode allowed, Function<String, Person> people) {
        boolean free = allowed.isMissingNode() || allowed.isNull();
        List<String> roles = new ArrayList<>();
        List<Person> users = new ArrayList<>();
        Matcher role = ROLE.matcher(content);
        while (role.find()) {
            if ((free || lets(allowed, "roles", role.group(1))) && !roles.contains(role.group(1))) {
                roles.add(role.group(1));
            }
        }
        Matcher user = USER.matcher(content);
        while (user.find()) {
            Person person = people.apply(user.group(1));
            if (person != null && (free || lets(allowed, "users", person.id())) && !users.contains(person)) {
                users.add(person);
            }
        }
        boolean everyone = (content.contains("@everyone") || content.contains("@here"))
                && (free || contains(allowed.path("parse"), "everyone"));
        return new Pings(everyone, List.copyOf(roles), List.copyOf(users));
    }

    private static boolean lets(JsonNode allowed, String kind, String id) {
        return contains(allowed.path("parse"), kind) || contains(allowed.path(kind), id);
    }

    private static boolean contains(JsonNode list, String value) {
        for (JsonNode item : list) {
            if (item.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("everyone", everyone);
        json.set("roles", Json.strings(roles));
        json.set("users", Json.strings(users.stream().map(Person::username).toList()));
        return json;
    }
}
