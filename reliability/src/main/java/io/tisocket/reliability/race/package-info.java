/** Calls that meet each other at the worst moment, from other threads and from inside callbacks. */
package io.tisocket.reliability.race;
