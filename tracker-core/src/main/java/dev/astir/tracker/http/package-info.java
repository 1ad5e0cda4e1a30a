/**
 * What the web adapters share: where a client's id is in a request, as settings name it ({@code
 * ClientIdSource}), and how it is found in a JSON body ({@code JsonField}).
 */
@NullMarked
package dev.astir.tracker.http;

import org.jspecify.annotations.NullMarked;
