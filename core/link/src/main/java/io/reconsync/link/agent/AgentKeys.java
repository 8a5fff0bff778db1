// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.api.ReconException;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.identity.AgentKey;
import io.reconsync.link.identity.Digests;
import io.reconsync.link.identity.PrivateFile;
import io.reconsync.link.session.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's key and its successor. A new one is made every ninety days without anybody's doing: the bot gets it over the
 * durable stream, signed by both; once the bot has confirmed that, the next session uses it, and when that stands, the old
 * one is gone. Should the bot not know it all the same, because its store is an old copy, the old one is used on. Used by
 * one thread at a time.
 */
final class AgentKeys {
    static final Duration RENEW = Duration.ofDays(90);
    static final String KEY = "key";

    private static final Logger LOG = LoggerFactory.getLogger(AgentKeys.class);

    private final PrivateFile current;
    private final PrivateFile next;
    private boolean doubted;

    AgentKeys(PrivateFile current) {
        this.current = current;
        this.next = new PrivateFile(current.path().resolveSibling(current.path().getFileName() + ".next"));
    }

    /** The key for the next session; empty when there is none at all. */
    Optional<AgentKey> forSession(Own own) {
        Optional<AgentKey> successor =
                doubted || own.streams().waiting(Runs.BOT, KEY) ? Optional.empty() : AgentKey.load(next);
        return successor.or(() -> AgentKey.load(current));
    }

    /** The bot has said yes to this key. */
    void accepted(AgentKey key, Own own) {
        if (AgentKey.load(next)
                .filter(successor -> successor.open().equals(key.open()))
                .isPresent()) {
            key.save(current);
            remove();
            own.book().put(BotBook.KEY_MADE, String.valueOf(own.clock().millis()));
            LOG.info("This agent uses its new key from now on.");
        }
        doubted = false;
    }

    /** The bot has said no to a session. */
    void refused(ReconException why) {
        doubted = why.code().equals("agent-unproven") && !doubted;
    }

    /** Begins a change when it is time. */
    void renew(Own own, String agent) {
        String made = own.book().get(BotBook.KEY_MADE);
        boolean due = made.isEmpty() || own.clock().millis() - Long.parseLong(made) > RENEW.toMillis();
        Optional<AgentKey> old = AgentKey.load(current);
        if (!due || old.isEmpty() || AgentKey.load(next).isPresent()) {
            return;
        }
        AgentKey fresh = AgentKey.make();
        fresh.save(next);
        String text = Proof.rotation(agent, old.get().open(), fresh.open());
        Frame frame = Frame.of(KEY, "key", fresh.open(), "old", old.get().sign(text), "new", fresh.sign(text));
        own.book().appendForBot(own.streams(), frame, KEY);
        LOG.info("This agent gets a new key, {}.", Digests.of(fresh.open()));
    }

    /** A first key, or one of a new enrolment. */
    void begin(AgentKey key) {
        key.save(current);
        remove();
    }

    private void remove() {
        try {
            Files.deleteIfExists(next.path());
        } catch (IOException e) {
            LOG.warn("The file {} cannot be removed: {}", next.path(), e.getMessage());
        }
    }
}
