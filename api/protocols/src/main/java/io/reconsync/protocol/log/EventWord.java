// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of {@code events[].event} and what they make of a match. */
enum EventWord {
    PLAYER_JOINED("name", "id"),
    PLAYER_LEFT("name", "id"),
    PLAYER_DIED("name", "id"),
    CHAT,
    READY,
    SAVE_FINISHED,
    CRASH,
    PLAYER_COUNT("count"),
    VERSION("version"),
    IGNORE;

    private static final int LONGEST_NUMBER = 9;

    private final List<String> needs;

    EventWord(String... needs) {
        this.needs = List.of(needs);
    }

    static EventWord of(String place, String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ReconException(
                        "setting-invalid",
                        ErrorOwner.USER,
                        "The event '" + word + "' at " + place + " is not known.",
                        "Use one of "
                                + Arrays.stream(values()).map(EventWord::word).collect(Collectors.joining(", "))
                                + "."));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Groups of which the pattern must have at least one; empty when it needs none. */
    List<String> needs() {
        return needs;
    }

    boolean fitsOneOf(Set<String> groups) {
        return needs.isEmpty() || needs.stream().anyMatch(groups::contains);
    }

    /** Whether no other pattern may look at the line any more. */
    boolean isFinal() {
        return this == CHAT || this == IGNORE;
    }

    Optional<GameEvent> event(String line, Map<String, String> groups) {
        String name = groups.getOrDefault("name", "");
        Optional<String> id = text(groups, "id");
        return switch (this) {
            case PLAYER_JOINED -> Optional.of(new GameEvent.PlayerJoined(name, id));
            case PLAYER_LEFT -> Optional.of(new GameEvent.PlayerLeft(name, id));
            case PLAYER_DIED -> Optional.of(new GameEvent.PlayerDied(name, id, text(groups, "by")));
            case CHAT -> Optional.of(new GameEvent.Chat(name, groups.getOrDefault("text", "")));
            case READY -> Optional.of(new GameEvent.Ready());
            case SAVE_FINISHED -> Optional.of(new GameEvent.SaveFinished());
            case CRASH -> Optional.of(new GameEvent.CrashLine(line));
            case PLAYER_COUNT -> number(groups).map(GameEvent.PlayerCount::new);
            case VERSION -> text(groups, "version").map(GameEvent.Version::new);
            case IGNORE -> Optional.empty();
        };
    }

    private static Optional<String> text(Map<String, String> groups, String group) {
        return Optional.ofNullable(groups.get(group)).filter(value -> !value.isEmpty());
    }

    private static Optional<Integer> number(Map<String, String> groups) {
        return text(groups, "count")
                .filter(value ->
                        value.length() <= LONGEST_NUMBER && value.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(Integer::valueOf);
    }
}
