// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.Deadline;
import java.time.Duration;
import java.util.Optional;

/** One datagram out, one back: sends once more when nothing comes, passes over what does not belong to it. */
public final class DatagramExchange {
    private static final Duration RESEND = Duration.ofSeconds(2);

    private final DatagramWire wire;
    private final Faults faults;

    public DatagramExchange(DatagramWire wire, Faults faults) {
        this.wire = wire;
        this.faults = faults;
    }

    /** Reads a datagram; empty when it answers something else. */
    public interface Reader<T> {
        Optional<T> read(byte[] datagram) throws BadBytes;
    }

    /**
     * The first answer that can be read.
     *
     * @param waitingFor for the message: "the status"
     * @throws io.reconsync.api.ReconException {@code query-timeout}, {@code query-refused}, {@code interrupted}, or
     *     {@code query-malformed} when only nonsense came
     */
    public <T> T ask(byte[] request, Reader<T> reader, String waitingFor, Deadline deadline) {
        Duration half = deadline.remaining().dividedBy(2);
        Deadline resend = deadline.atMost(half.compareTo(RESEND) < 0 ? half : RESEND);
        boolean sentAgain = false;
        String nonsense = null;
        wire.send(request);
        while (!deadline.expired()) {
            byte[] datagram = wire.receive(sentAgain ? deadline.remaining() : resend.remaining());
            if (datagram == null) {
                if (!sentAgain) {
                    sentAgain = true;
                    wire.send(request);
                }
                continue;
            }
            try {
                Optional<T> answer = reader.read(datagram);
                if (answer.isPresent()) {
                    return answer.get();
                }
                nonsense = "it answers another question";
            } catch (BadBytes e) {
                nonsense = e.getMessage();
            }
        }
        throw nonsense == null ? faults.timeout(waitingFor) : faults.malformed(nonsense);
    }
}
