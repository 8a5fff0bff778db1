// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.events;

import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.EventSink;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes, keeps and hands on events. Implemented by core/store. {@link #emit} returns when the event is stored;
 * subscribers are called afterwards, in order, by one thread of this service. Texts are masked before they are stored.
 */
@ProviderType
public interface Events extends EventSink {
    /** Hands every later event to {@code listener}, which must be quick; closing ends it. */
    AutoCloseable subscribe(Consumer<Event> listener);

    /** The newest events first, at most {@code limit}. */
    List<Event> recent(int limit);
}
