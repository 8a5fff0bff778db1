// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.control;

/** The test asked for something that is not there, or that Discord's own client would not let a member do. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    /** 404 not there, 409 the client would not do it, 400 a bad request, 504 waited in vain. */
    public int status() {
        return status;
    }
}
