// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.a2s;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.protocol.net.BadBytes;
import io.reconsync.protocol.net.DatagramWire;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.Fields;
import java.time.Duration;
import java.util.Arrays;

/** One question and its answer: challenges, lost, foreign and split datagrams. */
final class Exchange {
    private static final int MOST_CHALLENGES = 3;
    private static final int CHALLENGE_BYTES = 4;
    private static final int SIMPLE = -1;
    private static final int SPLIT = -2;
    private static final Duration RESEND = Duration.ofSeconds(2);

    private final DatagramWire wire;
    private final Faults faults;
    private byte[] challenge;

    Exchange(DatagramWire wire, Faults faults) {
        this.wire = wire;
        this.faults = faults;
    }

    /** Reads the body of a reply, after its type byte. */
    interface Reader<T> {
        T read(Fields in) throws BadBytes;
    }

    <T> T ask(Query query, Reader<T> reader, Deadline deadline) {
        SplitReply splits = new SplitReply();
        String nonsense = null;
        int challenges = 0;
        boolean sentAgain = false;
        Deadline resend = deadline.atMost(earlier(RESEND, deadline.remaining().dividedBy(2)));
        wire.send(query.datagram(challenge));
        while (!deadline.expired()) {
            byte[] datagram = wire.receive(sentAgain ? deadline.remaining() : resend.remaining());
            if (datagram == null) {
                if (!sentAgain) {
                    sentAgain = true;
                    wire.send(query.datagram(challenge));
                }
                continue;
            }
            try {
                byte[] reply = whole(datagram, splits);
                if (reply == null) {
                    continue;
                }
                Fields in = Fields.littleEndian(reply, 0);
                int type = in.u8("its type");
                if (type == 'A') {
                    challenge = in.raw(CHALLENGE_BYTES, "the challenge");
                    if (++challenges > MOST_CHALLENGES) {
                        throw faults.malformed("it sends a new challenge again and again");
                    }
                    wire.send(query.datagram(challenge));
                } else if (type == query.reply()) {
                    return reader.read(in);
                } else {
                    nonsense = "its type is 0x" + Integer.toHexString(type) + ", and 0x"
                            + Integer.toHexString(query.reply()) + " was asked for";
                }
            } catch (BadBytes e) {
                nonsense = e.getMessage();
            } catch (SplitReply.Bzip2Unsupported e) {
                throw packed();
            }
        }
        throw nonsense == null ? faults.timeout("the reply to " + query) : faults.malformed(nonsense);
    }

    /** The reply without its header, or null when parts are missing. */
    private static byte[] whole(byte[] datagram, SplitReply splits) throws BadBytes, SplitReply.Bzip2Unsupported {
        Fields in = Fields.littleEndian(datagram, 0);
        int header = in.i32("the header");
        if (header == SIMPLE) {
            return in.raw(in.left(), "the data");
        }
        if (header != SPLIT) {
            throw new BadBytes("it does not start like a Source reply");
        }
        byte[] joined = splits.add(datagram);
        boolean headed = joined != null
                && joined.length >= 4
                && Fields.littleEndian(joined, 0).i32("the header") == SIMPLE;
        return headed ? Arrays.copyOfRange(joined, 4, joined.length) : joined;
    }

    private static Duration earlier(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private ReconException packed() {
        return new ReconException(
                "query-unsupported",
                ErrorOwner.REMOTE,
                "The A2S answer from " + faults.at() + " is packed with bzip2, which is not supported.",
                "Switch that off in the server, or set query.kind to none and rely on console and log.");
    }
}
