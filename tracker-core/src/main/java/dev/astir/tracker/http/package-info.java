/**
 * What the web adapters share: where a client's id is in a request, as settings name it ({@code
 * ClientIdSource}), how it is found in a JSON body ({@code JsonField}), and how what goes wrong
 * with it is logged ({@code FailureLog}).
 */
@NullMarked
package dev.astir.tracker.http;

import org.jspecify.annotations.NullMarked;
