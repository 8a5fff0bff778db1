// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.gateway;

/** What goes wrong on the gateway, until a test takes it back. Guarded by the world's lock. */
public final class GatewayFaults {
    private boolean helloHeld;
    private boolean heartbeatsIgnored;
    private int identifyCode;
    private int intentsAllowed = -1;
    private int heartbeatMillis = 41_250;

    /** What HELLO tells new connections. */
    public int heartbeatMillis() {
        return heartbeatMillis;
    }

    public void heartbeatMillis(int millis) {
        heartbeatMillis = millis;
    }

    public boolean helloHeld() {
        return helloHeld;
    }

    public void helloHeld(boolean held) {
        helloHeld = held;
    }

    public boolean heartbeatsIgnored() {
        return heartbeatsIgnored;
    }

    public void heartbeatsIgnored(boolean ignored) {
        heartbeatsIgnored = ignored;
    }

    /** What IDENTIFY is answered with, 0 for READY. */
    public int identifyCode() {
        return identifyCode;
    }

    public void identifyCode(int code) {
        identifyCode = code;
    }

    /** Bits that IDENTIFY may ask for without being sent away with 4014. */
    public int intentsAllowed() {
        return intentsAllowed;
    }

    public void intentsAllowed(int bits) {
        intentsAllowed = bits;
    }
}
