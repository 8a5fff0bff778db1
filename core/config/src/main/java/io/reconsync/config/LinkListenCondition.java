// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.condition.Condition;

/** There while {@code link.listen} is configured: the bot's end of the link waits for it. */
@Component(service = Condition.class, enabled = false, property = Condition.CONDITION_ID + "=reconsync.link.listen")
public final class LinkListenCondition implements Condition {}
