// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.valheim;

import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.LogInterpreter;
import io.reconsync.api.game.LogLine;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads players out of a Valheim log. {@code Got character ZDOID from Bob : owner:id} is a join when the name is new in
 * this session; {@code 0:0} means that the character is gone: a death when another id follows, nothing when the
 * connection ends first. {@code Destroying abandoned … owner N} names who left. Used by one thread at a time.
 *
 * <p>The patterns are anchored and without nested repetition, so a hostile name costs no more than a line's length.
 */
final class ValheimLog implements LogInterpreter {
    private static final Pattern CHARACTER =
            Pattern.compile("Got character ZDOID from (.{0,256}) : (-?\\d{1,20}):(-?\\d{1,20})\\s*$");
    private static final Pattern ABANDONED = Pattern.compile("Destroying abandoned .{0,200} owner (-?\\d{1,20})\\s*$");
    private static final Pattern HANDSHAKE = Pattern.compile("Got handshake from client (\\S{1,64})");
    private static final Pattern CLOSING = Pattern.compile("Closing socket (\\S{1,64})");
    private static final int MOST = 200;

    private final Map<String, String> ownerOfName = new LinkedHashMap<>();
    private final Map<String, String> nameOfSocket = new LinkedHashMap<>();
    private final Set<String> gone = new HashSet<>();
    private String handshake = "";

    @Override
    public void line(LogLine line, Consumer<GameEvent> out) {
        String text = line.text();
        Matcher matcher = HANDSHAKE.matcher(text);
        if (matcher.find()) {
            handshake = matcher.group(1);
            return;
        }
        matcher = CHARACTER.matcher(text);
        if (matcher.find()) {
            character(matcher.group(1), matcher.group(2), matcher.group(3), out);
            return;
        }
        matcher = ABANDONED.matcher(text);
        if (matcher.find()) {
            String owner = matcher.group(1);
            ownerOfName.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(owner))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(name -> left(name, out));
            return;
        }
        matcher = CLOSING.matcher(text);
        if (matcher.find()) {
            Optional.ofNullable(nameOfSocket.get(matcher.group(1))).ifPresent(name -> left(name, out));
        }
    }

    private void character(String name, String owner, String id, Consumer<GameEvent> out) {
        boolean nobody = owner.equals("0") && id.equals("0");
        if (nobody) {
            if (ownerOfName.containsKey(name)) {
                gone.add(name);
            }
            return;
        }
        if (!ownerOfName.containsKey(name)) {
            if (ownerOfName.size() >= MOST) {
                return;
            }
            if (!handshake.isEmpty()) {
                nameOfSocket.put(handshake, name);
                handshake = "";
            }
            out.accept(new GameEvent.PlayerJoined(name, Optional.empty()));
        } else if (gone.remove(name)) {
            out.accept(new GameEvent.PlayerDied(name, Optional.empty(), Optional.empty()));
        }
        ownerOfName.put(name, owner);
    }

    private void left(String name, Consumer<GameEvent> out) {
        if (ownerOfName.remove(name) != null) {
            gone.remove(name);
            nameOfSocket.values().removeIf(name::equals);
            out.accept(new GameEvent.PlayerLeft(name, Optional.empty()));
        }
    }
}
