// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.alert;

import java.util.Optional;

/**
 * Proof of a delivery.
 *
 * @param reference what the other side calls the message, so that a later change can edit it
 */
public record Delivery(Optional<String> reference) {}
