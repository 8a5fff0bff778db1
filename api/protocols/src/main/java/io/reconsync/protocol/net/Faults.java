// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Endpoint;
import java.time.Duration;

/**
 * The sentences about one other side of a wire.
 *
 * @param family {@code query} or {@code console}; the first half of the codes
 * @param name for people: "A2S", "Source RCON"
 * @param at where it is
 */
public record Faults(String family, String name, Endpoint at) {
    /** The port is closed: no process listens there. */
    public ReconException refused() {
        return new ReconException(
                family + "-refused",
                ErrorOwner.REMOTE,
                "The " + name + " port " + at + " is closed: nothing listens there.",
                "Check that the server runs and that " + family + ".port is right.",
                Duration.ofSeconds(5),
                null);
    }

    /** Nothing came in time. {@code waitingFor} completes "waited for …". */
    public ReconException timeout(String waitingFor) {
        return new ReconException(
                family + "-timeout",
                ErrorOwner.REMOTE,
                "No " + name + " answer came from " + at + " in time; waited for " + waitingFor + ".",
                "Check whether the server hangs, is still starting, or drops the traffic.",
                Duration.ofSeconds(5),
                null);
    }

    /** The bytes make no sense. {@code reason} completes "makes no sense: …". */
    public ReconException malformed(String reason) {
        return new ReconException(
                family + "-malformed",
                ErrorOwner.REMOTE,
                "The " + name + " answer from " + at + " makes no sense: " + reason + ".",
                "Check that " + family + ".port and " + family + ".kind belong to this game.",
                Duration.ofSeconds(5),
                null);
    }

    /** The connection ended. {@code when} completes "closed the connection …": "before the reply". */
    public ReconException closed(String when) {
        return new ReconException(
                family + "-closed",
                ErrorOwner.REMOTE,
                "The server at " + at + " closed the " + name + " connection " + when + ".",
                "Try again; if it happens every time, look into the server's log.",
                Duration.ofSeconds(5),
                null);
    }

    /** The connection ended in the middle of the login, which some servers do after a wrong password. */
    public ReconException closedAtLogin() {
        return new ReconException(
                family + "-closed",
                ErrorOwner.REMOTE,
                "The server at " + at + " closed the " + name + " connection during the login.",
                "Check the password and whether the server has banned this address; wait a minute before the next try.",
                Duration.ofSeconds(60),
                null);
    }

    /** The password is wrong. Has no retry: trying again gets addresses banned. */
    public ReconException wrongPassword() {
        return new ReconException(
                family + "-password-wrong",
                ErrorOwner.USER,
                "The server at " + at + " refused the " + name + " password.",
                "Set " + family + ".password to the password in the server's own configuration.");
    }

    /** The server asks for a password and none is configured. */
    public ReconException passwordMissing() {
        return new ReconException(
                family + "-password-wrong",
                ErrorOwner.USER,
                "The server at " + at + " asks for a " + name + " password, and none is configured.",
                "Set " + family + ".password to the password in the server's own configuration.");
    }

    /** The address cannot be reached for another reason than a closed port. */
    public ReconException unreachable(String reason) {
        return new ReconException(
                family + "-unreachable",
                ErrorOwner.HOST,
                "The " + name + " port " + at + " cannot be reached: " + reason + ".",
                "Check the host name, the network and the firewall.",
                Duration.ofSeconds(30),
                null);
    }

    /** The thread was interrupted; its interrupt flag stays set. */
    public ReconException interrupted() {
        Thread.currentThread().interrupt();
        return new ReconException(
                "interrupted",
                ErrorOwner.HOST,
                "The " + name + " call to " + at + " was cancelled.",
                "Nothing is to be done; the call can be made again.",
                Duration.ZERO,
                null);
    }
}
