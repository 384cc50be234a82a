"""Which state is one click away from which."""

from __future__ import annotations

from .enums import ActionStatus

ONE_CLICK: dict[ActionStatus, tuple[ActionStatus, ...]] = {
    ActionStatus.TO_DO: (ActionStatus.UNDER_WAY, ActionStatus.DONE),
    ActionStatus.UNDER_WAY: (ActionStatus.DONE, ActionStatus.TO_DO),
    ActionStatus.DONE: (ActionStatus.UNDER_WAY,),
    ActionStatus.DROPPED: (ActionStatus.TO_DO,),
}
