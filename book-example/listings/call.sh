#!/bin/sh
# ANCHOR: call
curl --header "Authorization: Token $TOKEN" https://api.example.com/v1/users
# ANCHOR_END: call
