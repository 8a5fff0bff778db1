// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

/** One use of a service's object. */
final class ServiceUse implements AutoCloseable {
    private final ServiceHandle handle;
    private final Object service;

    /** @throws io.reconsync.api.ReconException when there is no object to be had */
    ServiceUse(ServiceHandle handle, String plugin, String what) {
        this.handle = handle;
        this.service = handle.obtain();
        if (service == null) {
            throw handle.isGone()
                    ? PluginText.gone(plugin, what)
                    : PluginText.failed(plugin, what, "its component could not be activated", null);
        }
    }

    Object service() {
        return service;
    }

    @Override
    public void close() {
        handle.release();
    }
}
